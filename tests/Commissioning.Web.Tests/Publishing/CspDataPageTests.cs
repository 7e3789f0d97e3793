using System.Net;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class CspDataPageTests(DemonstrationHostWithoutPdf host) : IClassFixture<DemonstrationHostWithoutPdf>
{
    /// <summary>The figures that the Panel read of 2024-25: allocation with last year's underspend, and expenditure.</summary>
    private static readonly (string Area, string Allocation, string Expenditure, string Underspend)[] Panel =
    [
        ("Leicester", "313421.48", "305327.80", "8093.68"),
        ("Charnwood", "103233.23", "103233.23", "0.00"),
        ("SNWLP", "62006.76", "61984.07", "22.69"),
        ("Blaby", "60726.49", "57671.50", "3054.99"),
        ("Hinckley and Bosworth", "59056.62", "59056.62", "0.00"),
        ("Harborough", "43216.19", "43181.25", "34.94"),
        ("Oadby and Wigston", "37537.20", "37475.00", "62.20"),
        ("Melton Mowbray", "36131.82", "36131.82", "0.00"),
        ("Rutland", "22250.25", "22250.25", "0.00"),
    ];

    [Fact]
    public async Task File_of_2024_25_has_the_figures_of_the_Panel_to_the_penny()
    {
        var visitor = host.Visitor();
        var page = await visitor.OpenAsync(Links.Publishing.CspData);
        page.AssertSays("Not final, as at 31 March 2025");
        using var answer = await visitor.GetAsync(Links.Publishing.CspFile("2024-25"));
        var rows = (await answer.Content.ReadAsStringAsync()).Trim().Split("\r\n").Select(row => row.Split(',')).ToList();
        int At(string column) => Array.IndexOf(rows[0], column);
        Assert.Equal(
            Panel,
            rows.Skip(1).Select(row => (row[At("area")], row[At("allocation")], row[At("expenditure")], row[At("underspend")]))
        );
        using var none = await visitor.GetAsync(Links.Publishing.CspFile("2035-36"));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
