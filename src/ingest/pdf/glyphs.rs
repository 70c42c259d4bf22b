//! Where the letters of a page come to stand.

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt,
    font::{Glyph, GlyphRun},
    hayro_cmap::BfString,
    hayro_syntax::{Pdf, page::Page},
    interpret_page,
    kurbo::{BezPath, Point, Rect},
};

/// The most letters of one page: a page full of the smallest print has 20,000.
const LETTERS: usize = 200_000;

/// A letter, or several that are drawn as one. Lengths are in points; y grows down the page.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) text: String,
    pub(super) x: f64,
    /// Of the line it stands on.
    pub(super) y: f64,
    pub(super) width: f64,
    /// The height of the type.
    pub(super) size: f64,
}

/// What is drawn on a page.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) letters: Vec<Letter>,
    /// How many letters are drawn of which the file does not tell what they are.
    pub(super) unknown: usize,
    pub(super) pictures: usize,
    pub(super) height: f64,
}

/// Draws a page.
pub(super) fn of(pdf: &Pdf, page: &Page<'_>) -> Drawn {
    let cache = InterpreterCache::new();
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        Rect::new(
            0.0,
            0.0,
            f64::from(page.render_dimensions().0),
            f64::from(page.render_dimensions().1),
        ),
        &cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    let mut pen = Pen(Drawn {
        height: f64::from(page.render_dimensions().1),
        ..Drawn::default()
    });
    interpret_page(page, &mut context, &mut pen);
    pen.0
}

/// Letters that are drawn as one are several in the text.
fn spelt_out(text: String) -> String {
    const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
    if !text.contains(|c| matches!(c, '\u{fb00}'..='\u{fb06}')) {
        return text;
    }
    let mut out = String::new();
    for c in text.chars() {
        match u32::from(c)
            .checked_sub(0xfb00)
            .and_then(|at| LIGATURES.get(at as usize))
        {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

struct Pen(Drawn);

impl Device<'_> for Pen {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.0.letters.len() == LETTERS {
                return;
            }
            let transform = props.transform * glyph.transform();
            let [a, b, c, d, ..] = transform.as_coeffs();
            // a mark across the page, a name along a picture
            if b.abs() > a.abs() * 0.2 || a <= 0.0 {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => {
                    self.0.unknown += 1;
                    continue;
                }
            };
            let text = spelt_out(text);
            let advance = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let at = transform * Point::ZERO;
            // glyphs are drawn a thousand units high
            let (wide, high) = (a.hypot(b) * 1000.0, c.hypot(d) * 1000.0);
            let width = advance.map_or(wide * 0.5, |advance| f64::from(advance) / 1000.0 * wide);
            if at.x.is_finite() && at.y.is_finite() && width.is_finite() && high.is_finite() && high > 0.5 {
                self.0.letters.push(Letter {
                    text,
                    x: at.x,
                    y: at.y,
                    width: width.max(0.0),
                    size: high,
                });
            }
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.0.pictures += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
