// A picture of a chart that bears its font in itself: a picture may use nothing of the page it is made on.
//
//   const made = await kzImage(plotly.toImage, figure, { format, width, height, scale, fonts });
//
// fonts: rules of CSS. The rest is as `toImage` takes it. Gives what `toImage` gives.
async function kzImage(toImage, figure, { format, fonts, scale = 1, imageDataOnly = false, ...options }) {
  // Words are measured as they are drawn once the page itself has the font.
  await Promise.all(["400", "700"].map((weight) => document.fonts.load(`${weight} 14px "Source Sans"`)));
  const bare = await toImage(figure, { ...options, format: "svg", imageDataOnly: true });
  const svg = bare.replace(/<svg[^>]*>/, (start) => `${start}<style>${fonts}</style>`);
  const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  if (format === "svg") return imageDataOnly ? svg : address;
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const made = canvas.toDataURL(`image/${format}`);
  return imageDataOnly ? made.slice(made.indexOf(",") + 1) : made;
}
