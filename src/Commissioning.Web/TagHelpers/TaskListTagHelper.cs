using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.TagHelpers;

/// <summary>A list of tasks with their status. Its children are govuk-task-list-task tags.
/// <code>&lt;govuk-task-list&gt;&lt;govuk-task-list-task title="Your budget" href="/x" status="Not started" status-colour="blue"
/// /&gt;&lt;/govuk-task-list&gt;</code></summary>
[HtmlTargetElement("govuk-task-list")]
public sealed class TaskListTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("govuk-task-list", HtmlEncoder.Default);
    }
}
