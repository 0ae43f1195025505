/** Lets waiting messages be handled: resolves in a new task, without the 4 ms that nested timers cost. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * After a failed GPU call: what waits for a lost device is rejected a little before the browser says that the device
 * is lost, which is the better explanation.
 */
export function awaitDeviceNews(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 150));
}
