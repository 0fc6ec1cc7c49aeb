/**
 * Waits until the graphics card has done what it was asked so far, without holding up the page; at once where there is no context any more.
 * What is asked of a card that is busy is answered when it is done, and until then the page stands.
 */
export async function cardIsDone(gl: WebGL2RenderingContext): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!fence) return;
  gl.flush();
  do await new Promise((resolve) => setTimeout(resolve));
  while (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED);
  gl.deleteSync(fence);
}
