using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.Tests.TagHelpers;

public sealed class TableTagHelperTests
{
    private readonly TagHelperContext context = new([], new Dictionary<object, object>(), "table");

    public TableTagHelperTests() => new TableTagHelper().Init(context);

    [Fact]
    public async Task A_cell_is_labelled_with_the_text_of_its_columns_heading()
    {
        await HeadingsAsync("<a href=\"?sort=name\">Organisation</a>", "Paid <span class=\"govuk-visually-hidden\">in &#xA3;</span>");
        StartRow();
        Assert.Null(Label(await RowHeadingAsync()));
        Assert.Equal("Paid in £", Label(await CellAsync("5")));
    }

    [Fact]
    public async Task Each_row_starts_at_the_first_column()
    {
        await HeadingsAsync("A", "B");
        for (var row = 0; row < 2; row++)
        {
            StartRow();
            Assert.Equal("A", Label(await CellAsync("1")));
            Assert.Equal("B", Label(await CellAsync("2")));
        }
    }

    [Fact]
    public async Task A_cell_across_columns_has_no_label_and_the_next_one_has_its_own()
    {
        await HeadingsAsync("A", "B", "C");
        StartRow();
        Assert.Null(Label(await CellAsync("1", span: 2)));
        Assert.Equal("C", Label(await CellAsync("2")));
    }

    [Fact]
    public async Task A_cell_of_white_space_is_written_empty()
    {
        await HeadingsAsync("A");
        StartRow();
        var cell = await CellAsync("\n      ");
        Assert.True(cell.IsContentModified);
        Assert.Equal("", cell.Content.GetContent());
    }

    private void StartRow() => new TableRowTagHelper().Init(context);

    private async Task HeadingsAsync(params string[] headings)
    {
        StartRow();
        foreach (var heading in headings)
            await RunAsync(new TableHeaderTagHelper(), "th", heading, new("scope", "col"));
    }

    private Task<TagHelperOutput> RowHeadingAsync() => RunAsync(new TableHeaderTagHelper(), "th", "Name", new("scope", "row"));

    private Task<TagHelperOutput> CellAsync(string content, int span = 1) =>
        RunAsync(new TableCellTagHelper(), "td", content, new("colspan", span));

    private async Task<TagHelperOutput> RunAsync(TagHelper helper, string element, string content, TagHelperAttribute attribute)
    {
        var output = new TagHelperOutput(
            element,
            [attribute],
            (_, _) => Task.FromResult(new DefaultTagHelperContent().SetHtmlContent(content))
        );
        await helper.ProcessAsync(context, output);
        return output;
    }

    private static string? Label(TagHelperOutput cell) => cell.Attributes["data-label"]?.Value.ToString();
}
