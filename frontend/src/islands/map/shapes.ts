// Each state has a shape as well as a colour, so that the map is read without telling colours apart.

export type Tone = "open" | "late" | "waiting" | "planned" | "done";
type Drawer = (pen: CanvasRenderingContext2D, size: number) => void;

const circle: Drawer = (pen, size) => pen.arc(size / 2, size / 2, size * 0.3, 0, 2 * Math.PI);
const polygon = (points: [number, number][]): Drawer => (pen, size) => {
  points.forEach(([x, y], index) => (index ? pen.lineTo(x * size, y * size) : pen.moveTo(x * size, y * size)));
  pen.closePath();
};

const SHAPES: Record<Tone, { token: string; draw: Drawer }> = {
  open: { token: "--ink-700", draw: circle },
  late: { token: "--alert-600", draw: polygon([[0.5, 0.14], [0.88, 0.82], [0.12, 0.82]]) },
  waiting: { token: "--amber-700", draw: polygon([[0.5, 0.12], [0.88, 0.5], [0.5, 0.88], [0.12, 0.5]]) },
  planned: { token: "--sky-600", draw: polygon([[0.22, 0.22], [0.78, 0.22], [0.78, 0.78], [0.22, 0.78]]) },
  done: { token: "--moss-600", draw: polygon([[0.34, 0.17], [0.66, 0.17], [0.83, 0.5], [0.66, 0.83], [0.34, 0.83], [0.17, 0.5]]) },
};

export const TONES = Object.keys(SHAPES) as Tone[];

/** Draws one state's mark at twice its size on screen, for fine screens. */
export function drawShape(tone: Tone, size = 40): ImageData | null {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  const style = getComputedStyle(document.documentElement);
  const { token, draw } = SHAPES[tone];
  pen.beginPath();
  draw(pen, size);
  pen.lineJoin = "round";
  pen.lineWidth = 5;
  pen.strokeStyle = style.getPropertyValue("--surface").trim();
  pen.stroke();
  pen.fillStyle = style.getPropertyValue(token).trim();
  pen.fill();
  return pen.getImageData(0, 0, size, size);
}
