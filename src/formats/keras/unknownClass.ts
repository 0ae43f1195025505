/** Classes of Keras that work on something else than single pictures. */
const sequenceClasses =
  /^(LSTM|GRU|SimpleRNN|RNN|Bidirectional|TimeDistributed|ConvLSTM\dD|Embedding|Masking|Conv1D|MaxPooling1D|AveragePooling1D|GlobalMaxPooling1D|GlobalAveragePooling1D|RepeatVector|MultiHeadAttention|Attention|AdditiveAttention|GroupQueryAttention|TextVectorization)$/;
const volumeClasses = /3D(Transpose)?$/;

/** Why a layer of this class has no counterpart here, to be read after its name. */
export function unknownClassReason(className: string, custom: boolean): string {
  if (custom) return 'it is a class of its own, whose Python code is not in the file';
  if (className === 'Lambda') return 'it runs Python code, which a browser cannot';
  if (sequenceClasses.test(className))
    return 'it works on sequences, where networks here look at single pictures';
  if (volumeClasses.test(className)) return 'it works on volumes, where networks here look at flat pictures';
  return 'Convoscope has no such layer';
}
