using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>Any number of choices, bound to an array or list. <code>&lt;govuk-checkboxes for="Form.Zones" legend="Where will the project
/// work?" items="Model.Zones" /&gt;</code></summary>
[HtmlTargetElement("govuk-checkboxes", Attributes = "for,items")]
public sealed class CheckboxesTagHelper : ChoiceControl
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var chosen = Chosen().ToHashSet(StringComparer.OrdinalIgnoreCase);
        output.Become(Choices("checkboxes", "checkbox", item => chosen.Contains(item.Value), output));
    }

    private IEnumerable<string> Chosen()
    {
        var raw = State.TryGetValue(Name, out var entry) ? entry.RawValue : null;
        return (raw ?? For.Model) switch
        {
            null => [],
            string one => [one],
            IEnumerable many => many.Cast<object?>().Select(value => Convert.ToString(value, CultureInfo.CurrentCulture) ?? ""),
            var other => [Convert.ToString(other, CultureInfo.CurrentCulture) ?? ""],
        };
    }
}
