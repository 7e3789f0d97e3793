using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>The base of radios and checkboxes: a legend over a list of choices. The first choice has the field's id.</summary>
public abstract class ChoiceControl : FormControl
{
    public string Legend { get; set; } = "";
    public IReadOnlyList<Choice> Items { get; set; } = [];
    public bool Small { get; set; }
    public bool Heading { get; set; }

    private protected TagBuilder Choices(
        string kind,
        string type,
        Func<Choice, bool> chosen,
        TagHelperOutput output,
        string? extraCss = null
    )
    {
        var css = $"govuk-{kind}" + (Small ? $" govuk-{kind}--small" : "") + extraCss;
        var list = Markup
            .Element("div", css, Items.Select((item, index) => Item(kind, type, item, index, chosen(item))).ToArray<object>())
            .With("data-module", $"govuk-{kind}")
            .WithExtra(output);
        return Group(Fieldset(Legend, Heading, list));
    }

    private TagBuilder Item(string kind, string type, Choice item, int index, bool chosen)
    {
        var id = index == 0 ? Id : $"{Id}_{(index + 1).ToString(CultureInfo.InvariantCulture)}";
        var hint = item.Hint is null
            ? null
            : Markup.Element("div", $"govuk-hint govuk-{kind}__hint", item.Hint).With("id", id + "-item-hint");
        return Markup.Element(
            "div",
            $"govuk-{kind}__item",
            Markup
                .Element("input", $"govuk-{kind}__input")
                .With("id", id)
                .With("name", Name)
                .With("type", type)
                .With("value", item.Value)
                .When(chosen, "checked")
                .With("aria-describedby", hint is null ? null : id + "-item-hint"),
            Markup.Element("label", $"govuk-label govuk-{kind}__label", item.Text).With("for", id),
            hint
        );
    }
}
