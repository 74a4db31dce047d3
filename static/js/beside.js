/* Writing in the lesson beside: the field grows and its button comes, and both stand in sight, above the bar below; again
   once a keyboard has taken its room. */
function show(field) {
  if (field?.matches?.(".beside-lesson .answer textarea")) field.form.scrollIntoView({ block: "nearest" });
}

document.addEventListener("focusin", ({ target }) => show(target));
visualViewport?.addEventListener("resize", () => show(document.activeElement));
