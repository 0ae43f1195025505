/** Reads and writes one file of a network and is ended: nothing that a file does to it lasts, and its memory is given back. */
import '../../network/withoutEval';
import * as Comlink from 'comlink';
import '../failure';
import { fileWork } from './fileWork';

Comlink.expose(fileWork);
