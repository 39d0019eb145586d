import { FrameShapeUtil, type SvgExportContext, type TLFrameShape } from 'tldraw';

/** The util of frames, which gives a new one the word for it in the language of the page, and shows
 *  one without a name so; tldraw itself says "Frame" in every language. */
export function frameShapeUtil(word: string): typeof FrameShapeUtil {
  const named = (shape: TLFrameShape): TLFrameShape =>
    shape.props.name.trim() === '' ? { ...shape, props: { ...shape.props, name: word } } : shape;

  return class NamedFrameUtil extends FrameShapeUtil {
    override getDefaultProps(): TLFrameShape['props'] {
      return { ...super.getDefaultProps(), name: word };
    }

    override getAriaDescriptor(shape: TLFrameShape) {
      return super.getAriaDescriptor(named(shape));
    }

    override getGeometry(shape: TLFrameShape) {
      return super.getGeometry(named(shape));
    }

    override component(shape: TLFrameShape) {
      return super.component(named(shape));
    }

    override toSvg(shape: TLFrameShape, context: SvgExportContext) {
      return super.toSvg(named(shape), context);
    }
  };
}
