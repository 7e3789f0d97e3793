using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Commissioning.Web.Tests.TagHelpers;

public sealed class TableTagHelperTests
{
    private const string Head = "<thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th><th scope=\"col\">C</th></tr></thead>";

    [Fact]
    public async Task A_cell_is_labelled_with_the_text_of_its_columns_heading_as_it_was_encoded()
    {
        var head =
            "<tr><th scope=\"col\">Name</th><th scope=\"col\" class=\"x\"><a href=\"?sort=paid\">Paid</a> <span>in\n &#xA3; \"net\"</span></th></tr>";
        Assert.Equal(
            head + "<tr><th scope=\"row\">Us</th><td class=\"y\" data-label=\"Paid in &#xA3; &quot;net&quot;\">5</td></tr>",
            await LabelledAsync(head + "<tr><th scope=\"row\">Us</th><td class=\"y\">5</td></tr>")
        );
    }

    [Fact]
    public async Task Each_row_starts_at_the_first_column() =>
        Assert.Equal(
            Head + "<tr><td data-label=\"A\">1</td><td data-label=\"B\">2</td></tr><tr><td data-label=\"A\">3</td></tr>",
            await LabelledAsync(Head + "<tr><td>1</td><td>2</td></tr><tr><td>3</td></tr>")
        );

    [Fact]
    public async Task A_cell_across_columns_has_no_label_and_the_next_one_has_its_own() =>
        Assert.Equal(
            Head
                + "<tr><td colspan=\"2\">1</td><td data-label=\"C\">2</td></tr><tr><th scope=\"row\" colspan=\"2\">T</th><td data-label=\"C\">3</td></tr>",
            await LabelledAsync(
                Head + "<tr><td colspan=\"2\">1</td><td>2</td></tr><tr><th scope=\"row\" colspan=\"2\">T</th><td>3</td></tr>"
            )
        );

    [Fact]
    public async Task A_cell_of_white_space_is_written_empty_and_other_white_space_is_kept() =>
        Assert.Equal(
            Head + "\n <tr><td data-label=\"A\"></td> <td data-label=\"B\"> \n<b>x</b></td><td data-label=\"C\"> y</td></tr>",
            await LabelledAsync(Head + "\n <tr><td>\n  </td> <td> \n<b>x</b></td><td> y</td></tr>")
        );

    [Fact]
    public async Task A_table_written_in_pieces_is_labelled_like_one_written_at_once()
    {
        var html = Head + "<tr><td class=\"x\">1</td><td colspan=\"2\">2 </td></tr>";
        Assert.Equal(await LabelledAsync(html), await LabelledAsync([.. html.Select(character => character.ToString())]));
    }

    private static async Task<string> LabelledAsync(params string[] pieces)
    {
        var content = new DefaultTagHelperContent();
        foreach (var piece in pieces)
            content.AppendHtml(piece);
        var output = new TagHelperOutput("table", [], (_, _) => Task.FromResult<TagHelperContent>(content));
        await new TableTagHelper().ProcessAsync(new TagHelperContext([], new Dictionary<object, object>(), "table"), output);
        return output.Content.GetContent();
    }
}
