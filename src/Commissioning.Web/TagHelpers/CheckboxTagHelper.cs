using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A single checkbox, bound to a bool. Text with links goes between the tags instead of into label. <code>&lt;govuk-checkbox
/// for="Form.Agreed" label="I agree to the conditions" /&gt;</code></summary>
[HtmlTargetElement("govuk-checkbox", Attributes = "for")]
public sealed class CheckboxTagHelper : FormControl
{
    public string? Label { get; set; }
    public bool Small { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        object words = Label ?? (object)await output.GetChildContentAsync();
        // The hidden false after the box distinguishes "left empty" from "not asked", as asp-for does.
        var values = State.TryGetValue(Name, out var entry) ? entry.RawValue : null;
        var value = values is string[] several ? several[0] : Value;
        var hint = HintMarkup();
        hint?.AddCssClass("govuk-checkboxes__hint");
        var box = Markup
            .Element("input", "govuk-checkboxes__input")
            .With("id", Id)
            .With("name", Name)
            .With("type", "checkbox")
            .With("value", "true")
            .When(string.Equals(value, "true", StringComparison.OrdinalIgnoreCase), "checked")
            .With("aria-describedby", DescribedBy())
            .WithExtra(output);
        var item = Markup.Element(
            "div",
            "govuk-checkboxes__item",
            box,
            Markup.Element("label", "govuk-label govuk-checkboxes__label", words).With("for", Id),
            hint,
            Markup.Element("input", null).With("type", "hidden").With("name", Name).With("value", "false")
        );
        output.Become(
            Group(
                ErrorMarkup(),
                Markup
                    .Element("div", Small ? "govuk-checkboxes govuk-checkboxes--small" : "govuk-checkboxes", item)
                    .With("data-module", "govuk-checkboxes")
            )
        );
    }
}
