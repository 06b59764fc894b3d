// Puts the player in place of the picture, and only when it is asked for: nothing is loaded before.
for (const link of document.querySelectorAll("[data-video-player]")) {
  link.addEventListener("click", (event) => {
    // With a key held down it is a link like any other.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.className = "video__player";
    player.title = link.dataset.videoTitle;
    player.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
    player.allowFullscreen = true;
    // YouTube plays for nobody who does not say which site it is on; the page stays untold.
    player.referrerPolicy = "strict-origin";
    player.src = link.dataset.videoPlayer;
    link.closest("[data-video]").replaceChildren(player);
    player.focus();
  });
}
