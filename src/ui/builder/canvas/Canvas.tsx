import { useEffect, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import {
  Background,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  type NodeChange,
  type OnConnectEnd,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useNetwork } from '../../../state/network';
import { useRunLock } from '../../../state/runLock';
import { CanvasBar } from './CanvasBar';
import { CanvasDialogs } from './CanvasDialogs';
import { CardMenu } from './CardMenu';
import { CardNode } from './CardNode';
import { chooseAll, chooseNothing } from './choosing';
import { listenToClipboard } from './clipboard';
import { ConnectionLine, RefusalBubble } from './ConnectionLine';
import { canConnect, endConnection, refusePressed, type TakenEnd } from './connectionDrag';
import { useScene } from './currentScene';
import { connectCards, removeCards, removeEdge } from './edits';
import { EmptyCanvas } from './EmptyCanvas';
import { FrameNode } from './FrameNode';
import { flowEdges, flowNodes, type FlowEdge, type FlowNode } from './flowElements';
import { makeBlock } from './groupEdits';
import { useInteraction } from './interaction';
import { SpokenNetwork } from './SpokenNetwork';
import { TensorEdge } from './TensorEdge';
import { useCardDrag } from './useCardDrag';
import type { Scene } from './scene';
import { followScene, lendView, letGo, showStart } from './view';
import styles from './Canvas.module.css';

const nodeTypes = { card: CardNode, frame: FrameNode };
const edgeTypes = { tensor: TensorEdge };
const proOptions = { hideAttribution: true };
const mapSize = { width: 148, height: 112 };

/** Below this zoom the words of a card cannot be read. */
const FAR_ZOOM = 0.5;
/** A network of fewer cards is seen whole without a map. */
const FEWEST_FOR_MAP = 14;

/** The drawing of the network, to pan, zoom and edit. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Flow />
    </ReactFlowProvider>
  );
}

function Flow() {
  const scene = useScene();
  const drag = useInteraction((state) => state.drag);
  const far = useInteraction((state) => state.far);
  const locked = useRunLock((state) => state.locked);
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const element = useRef<HTMLDivElement>(null);
  const boxing = useRef(false);
  /** The port that was pressed first, until its connection is made. */
  const pressed = useRef<TakenEnd | null>(null);
  const dragging = useCardDrag();
  const nodes = useMemo(() => flowNodes(scene, drag), [scene, drag]);
  const edges = useMemo(() => flowEdges(scene, drag), [scene, drag]);

  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const giveBack = lendView(flow, canvas);
    const stopListening = listenToClipboard(canvas);
    return () => {
      giveBack();
      stopListening();
    };
  }, [flow]);
  useSteadyView(scene);
  useTabStop(scene.order);

  const onNodesChange = (changes: readonly NodeChange<FlowNode>[]) => {
    // React Flow also tells of sizes and clicks, which are computed and handled here.
    if (!boxing.current) return;
    const { selection, selectMany } = useNetwork.getState();
    const chosen = new Set(selection);
    for (const change of changes) {
      if (change.type !== 'select') continue;
      if (change.selected) chosen.add(change.id);
      else chosen.delete(change.id);
    }
    selectMany([...chosen]);
  };
  const onConnectEnd: OnConnectEnd = (event, state) => endConnection(event, state, scene);

  return (
    <div ref={element} className={styles.canvas} data-far={far} onKeyDown={pressCanvas} {...dragging}>
      <SpokenNetwork scene={scene} />
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onMove={(_, { zoom }) => {
          const nowFar = zoom < FAR_ZOOM;
          if (nowFar !== useInteraction.getState().far) useInteraction.setState({ far: nowFar });
        }}
        onMoveStart={(event) => {
          // By hand; the view's own glides have no event.
          if (event !== null) letGo();
          useInteraction.setState({ menu: null, refusal: null });
        }}
        onPaneClick={chooseNothing}
        onSelectionStart={() => {
          boxing.current = true;
        }}
        onSelectionEnd={() => {
          boxing.current = false;
        }}
        onConnect={({ source, target }) => {
          pressed.current = null;
          connectCards(source, target, null);
        }}
        onConnectStart={() => useInteraction.setState({ refusal: null, menu: null })}
        onConnectEnd={onConnectEnd}
        onClickConnectStart={(_, { nodeId, handleType }) => {
          pressed.current = nodeId === null ? null : { nodeId, type: handleType };
        }}
        onClickConnectEnd={(event) => {
          if (pressed.current !== null) refusePressed(pressed.current, event);
          pressed.current = null;
        }}
        isValidConnection={canConnect}
        connectionLineComponent={ConnectionLine}
        connectionRadius={18}
        nodesDraggable={false}
        nodesConnectable={!locked}
        nodesFocusable={false}
        edgesFocusable={false}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={null}
        selectionMode={SelectionMode.Partial}
        deleteKeyCode={null}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        panOnScroll={false}
        minZoom={0.03}
        maxZoom={2}
        zIndexMode="manual"
        proOptions={proOptions}
      >
        <Background gap={22} size={1} />
        {scene.order.length >= FEWEST_FOR_MAP && (
          <MiniMap<FlowNode>
            pannable
            zoomable
            ariaLabel={null}
            style={mapSize}
            className={styles.map ?? ''}
            nodeClassName={({ type }) =>
              type === 'frame' ? (styles.mapFrame ?? '') : (styles.mapCard ?? '')
            }
          />
        )}
      </ReactFlow>
      {scene.order.length === 0 && <EmptyCanvas />}
      <CanvasBar />
      <RefusalBubble />
      <CardMenu />
      <CanvasDialogs />
    </div>
  );
}

/** Keys that mean the canvas as a whole; a focused card has had its turn. */
function pressCanvas(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.target instanceof HTMLInputElement) return;
  const command = event.ctrlKey || event.metaKey;
  const act = canvasAction(command ? `Ctrl+${event.key.toLowerCase()}` : event.key);
  if (act === null) return;
  event.preventDefault();
  act();
}

function canvasAction(keys: string): (() => void) | null {
  const { selection } = useNetwork.getState();
  const { locked } = useRunLock.getState();
  switch (keys) {
    case 'Ctrl+f':
    case '/':
      return () => useInteraction.setState({ dialog: { kind: 'find' } });
    case 'Ctrl+a':
      return chooseAll;
    case 'Ctrl+g':
      return locked || selection.length === 0 ? null : () => makeBlock(selection, 'Block');
    case 'Escape':
      return chooseNothing;
    case 'Delete':
    case 'Backspace':
      return locked ? null : deletion(selection);
    default:
      return null;
  }
}

function deletion(selection: readonly string[]): (() => void) | null {
  const { edgeId } = useInteraction.getState();
  if (selection.length > 0) return () => removeCards(selection);
  return edgeId === null ? null : () => removeChosenEdge(edgeId);
}

function removeChosenEdge(edgeId: string): void {
  const [from, to] = edgeId.split('>');
  if (from !== undefined && to !== undefined) removeEdge({ from, to });
}

/** The head of the network at first; afterwards what was looked at, wherever an edit's layout puts it. */
function useSteadyView(scene: Scene): void {
  const shown = useRef<Scene | null>(null);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = scene;
    if (before !== null) {
      followScene(before, scene);
      return;
    }
    // React Flow takes a frame to know its own size.
    const frame = requestAnimationFrame(showStart);
    return () => cancelAnimationFrame(frame);
  }, [scene]);
}

/** Tab reaches one card always. */
function useTabStop(order: readonly string[]): void {
  useEffect(() => {
    const { tabStopId } = useInteraction.getState();
    if (tabStopId === null || !order.includes(tabStopId))
      useInteraction.setState({ tabStopId: order[0] ?? null });
  }, [order]);
}
