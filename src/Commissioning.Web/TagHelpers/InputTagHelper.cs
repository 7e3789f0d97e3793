using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A label with one box. Types: text, email, tel, number, money or hidden. Other attributes go onto the box. <code>&lt;govuk-input
/// for="Form.Amount" label="How much do you need?" hint="For example 4500" type="money" width="10" /&gt;</code></summary>
[HtmlTargetElement("govuk-input", Attributes = "for")]
[HtmlTargetElement("govuk-textarea", Attributes = "for")]
[HtmlTargetElement("govuk-file-upload", Attributes = "for")]
[HtmlTargetElement("govuk-password-input", Attributes = "for")]
public sealed class InputTagHelper : FormControl
{
    public string Label { get; set; } = "";
    public string Type { get; set; } = "text";
    public string? Width { get; set; }
    public int? Words { get; set; }
    public int Rows { get; set; } = 5;
    public string? Autocomplete { get; set; }
    public string? Spellcheck { get; set; }
    public string? Inputmode { get; set; }
    public bool Heading { get; set; }
    public bool Optional { get; set; }
    public string? Prefix { get; set; }
    public string? Suffix { get; set; }
    public string? Accept { get; set; }

    /// <summary>What a box for files accepts; the script then checks a file before it is sent, and makes photographs smaller.</summary>
    public UploadLimits? Limits { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Type == "hidden")
        {
            output.Become(Input("hidden", null).With("value", Value).WithExtra(output));
            return;
        }
        var label = LabelMarkup(Optional ? Label + " (optional)" : Label, Heading);
        var group = context.TagName switch
        {
            "govuk-textarea" => Textarea(label, output),
            "govuk-file-upload" => Group(
                label,
                HintMarkup(),
                ErrorMarkup(),
                Described(Input("file", "govuk-file-upload"), output)
                    .With("accept", Limits?.Accept ?? Accept)
                    .With("aria-invalid", HasErrors ? "true" : null)
                    .With("data-most-bytes", Limits?.MostBytes.ToString(CultureInfo.InvariantCulture))
                    .With("data-too-large", Limits?.TooLarge)
                    .With("data-wrong-kind", Limits?.WrongKind)
            ),
            "govuk-password-input" => Password(label, output),
            _ => Group(label, HintMarkup(), ErrorMarkup(), Wrapped(Box(output))),
        };
        output.Become(group);
    }

    private TagBuilder Input(string type, string? css) =>
        Markup
            .Element("input", css is null ? null : WithError(css))
            .With("id", Id)
            .With("name", Name)
            .With("type", type)
            .With("aria-invalid", css is not null && HasErrors ? "true" : null);

    private TagBuilder Described(TagBuilder control, TagHelperOutput output, string? first = null) =>
        control.With("aria-describedby", DescribedBy(first)).With("autocomplete", Autocomplete).WithExtra(output);

    private TagBuilder Box(TagHelperOutput output)
    {
        // Numbers use text boxes: a number box changes under a mouse wheel and silently rejects a comma (GOV.UK guidance).
        var box = Input(Type is "number" or "money" ? "text" : Type, "govuk-input");
        if (Width is not null and not "full")
            box.AddCssClass("govuk-input--width-" + Width);
        var plain = Type is "email" or "tel" or "number" or "money";
        return Described(box, output)
            .With("value", Value)
            .With("dir", Type == "text" && Inputmode is null ? "auto" : null)
            .With("inputmode", Inputmode ?? (Type == "number" ? "numeric" : null))
            .With("spellcheck", Spellcheck ?? (plain ? "false" : null));
    }

    private TagBuilder Wrapped(TagBuilder box)
    {
        var before = Prefix ?? (Type == "money" ? "£" : null);
        if (before is null && Suffix is null)
            return box;
        return Markup.Element("div", "govuk-input__wrapper", Affix("prefix", before), box, Affix("suffix", Suffix));
    }

    private static TagBuilder? Affix(string place, string? text) =>
        text is null ? null : Markup.Element("div", "govuk-input__" + place, text).With("aria-hidden", "true");

    private TagBuilder Textarea(object label, TagHelperOutput output)
    {
        var count = Words?.ToString(CultureInfo.InvariantCulture);
        var info = Id + "-info";
        // Browsers drop the first line break after the tag, so this one keeps a text's own.
        var area = Described(
                Markup.Element("textarea", WithError("govuk-textarea"), new HtmlString("\n"), Value),
                output,
                count is null ? null : info
            )
            .With("id", Id)
            .With("name", Name)
            .With("rows", Rows.ToString(CultureInfo.InvariantCulture))
            .With("dir", "auto")
            .With("aria-invalid", HasErrors ? "true" : null)
            .With("spellcheck", Spellcheck);
        if (count is null)
            return Group(label, HintMarkup(), ErrorMarkup(), area);
        return Group(
            label,
            HintMarkup(),
            ErrorMarkup(),
            area.With("data-words", count),
            Markup.Element("div", "govuk-hint", $"Up to {count} words").With("id", info)
        );
    }

    /// <summary>The value is never sent back. The button that reveals it appears only with scripts.</summary>
    private TagBuilder Password(object label, TagHelperOutput output)
    {
        var box = Described(Input("password", "govuk-input"), output).With("spellcheck", "false").With("autocapitalize", "none");
        box.AddCssClass("govuk-password-input__input govuk-js-password-input-input");
        var show = Markup
            .Element("button", "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle", "Show")
            .With("type", "button")
            .With("data-module", "govuk-button")
            .With("aria-controls", Id)
            .With("aria-label", "Show password")
            .When(true, "hidden");
        var group = Group(
            label,
            HintMarkup(),
            ErrorMarkup(),
            Markup.Element("div", "govuk-input__wrapper govuk-password-input__wrapper", box, show)
        );
        group.AddCssClass("govuk-password-input");
        return group.With("data-module", "govuk-password-input");
    }
}
