using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Day, month and year in three boxes, bound to a <see cref="DateParts"/>. An error under the date's own key marks all three.
/// <code>&lt;govuk-date-input for="Form.OpensOn" legend="When does the round open?" hint="For example, 27 3 2026" /&gt;</code></summary>
[HtmlTargetElement("govuk-date-input", Attributes = "for")]
public sealed class DateInputTagHelper : FormControl
{
    private static readonly string[] PartNames = [nameof(DateParts.Day), nameof(DateParts.Month), nameof(DateParts.Year)];

    public string Legend { get; set; } = "";
    public bool Heading { get; set; }

    protected override IReadOnlyList<string> Errors =>
        [.. State.MessagesOf(Name), .. PartNames.SelectMany(part => State.MessagesOf($"{Name}.{part}"))];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var date = For.Model as DateParts ?? new DateParts();
        var boxes = Markup
            .Element("div", "govuk-date-input", Part("Day", date.Day, 2), Part("Month", date.Month, 4), Part("Year", date.Year, 4))
            .With("id", Id)
            .WithExtra(output);
        output.Become(Group(Fieldset(Legend, Heading, boxes).With("role", "group")));
    }

    private TagBuilder Part(string part, string? value, int width)
    {
        var name = $"{Name}.{part}";
        var id = FieldErrors.IdOf(name);
        var box = Markup
            .Element("input", WithError("govuk-input") + $" govuk-date-input__input govuk-input--width-{width}")
            .With("id", id)
            .With("name", name)
            .With("type", "text")
            .With("inputmode", part == "Month" ? null : "numeric")
            .With("aria-invalid", HasErrors ? "true" : null)
            .With("value", Typed(name, value));
        return Markup.Element(
            "div",
            "govuk-date-input__item",
            Markup.Element(
                "div",
                "govuk-form-group",
                Markup.Element("label", "govuk-label govuk-date-input__label", part).With("for", id),
                box
            )
        );
    }
}
