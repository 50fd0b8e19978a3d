/** Screens change seldom; so the client library asks for one itself. */
const FRAMES_A_SECOND = 15

/** Asks which screen, window or tab to share, its sound with it where the browser can. Who closes the question makes it fail. */
export async function askForScreen(): Promise<MediaStream> {
  return await navigator.mediaDevices.getDisplayMedia({
    audio: true,
    video: { frameRate: { max: FRAMES_A_SECOND } },
  })
}
