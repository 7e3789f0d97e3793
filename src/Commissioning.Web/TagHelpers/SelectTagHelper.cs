using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>One of many choices. An empty first option is added unless the items have one, so that nothing is chosen by accident.
/// <code>&lt;govuk-select for="Form.Area" label="Area" items="Model.Areas" /&gt;</code></summary>
[HtmlTargetElement("govuk-select", Attributes = "for,items")]
public sealed class SelectTagHelper : FormControl
{
    public string Label { get; set; } = "";
    public bool Heading { get; set; }
    public bool Optional { get; set; }
    public IReadOnlyList<Choice> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var items = Items.Any(item => item.Value.Length == 0) ? Items : [new Choice("", "Choose one"), .. Items];
        var options = items.Select(item =>
            Markup
                .Element("option", null, item.Text)
                .With("value", item.Value)
                .When(string.Equals(item.Value, Value ?? "", StringComparison.OrdinalIgnoreCase), "selected")
        );
        var select = Markup
            .Element("select", WithError("govuk-select"), options.ToArray<object>())
            .With("id", Id)
            .With("name", Name)
            .With("aria-describedby", DescribedBy())
            .WithExtra(output);
        output.Become(Group(LabelMarkup(Optional ? Label + " (optional)" : Label, Heading), HintMarkup(), ErrorMarkup(), select));
    }
}
