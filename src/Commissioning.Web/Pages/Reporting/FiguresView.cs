using Commissioning.Domain;
using Commissioning.Features.Reporting;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Reporting;

/// <summary>The figures of a round or a fund: charts, and one table whose rows and columns the address chooses.</summary>
/// <param name="Path">Address of the page, without its question mark.</param>
/// <param name="File">Address of what is shown as a file of a format.</param>
public sealed record FiguresView(
    AwardDashboard.AwardFiguresPage Page,
    string? Rows,
    string? Columns,
    string Path,
    Func<string, string> File
)
{
    public IReadOnlyList<Bar> Priorities() =>
        ApplicationRow
            .By(Page.Applications, "priority")
            .Select(priority =>
            {
                var (asked, awarded) = (priority.Sum(row => row.Asked), priority.Sum(row => row.Awarded));
                return new Bar(priority.Key, awarded.Pence, $"{awarded.ToShortString()} of {asked.ToShortString()}", asked.Pence);
            })
            .ToList();

    public IReadOnlyList<Bar> Results() =>
        ApplicationRow
            .By(Page.Applications, "area")
            .Select(area => new Bar(area.Key, ApplicationRow.Of(area, "Funded"), InWords(area), area.Sum(row => row.Applications)))
            .ToList();

    public IReadOnlyList<Bar> Scores() =>
        ApplicationRow
            .By(Page.Applications.Where(row => row.Band is not null).ToList(), "score")
            .Select(band => new Bar(band.Key, ApplicationRow.Of(band, "Funded"), InWords(band), band.Sum(row => row.Applications)))
            .ToList();

    private static string InWords(IEnumerable<ApplicationRow> rows)
    {
        var all = rows.ToList();
        return $"{ApplicationRow.Of(all, "Funded")} of {all.Sum(row => row.Applications)} funded"
            + (ApplicationRow.Of(all, "Deferred") is > 0 and var deferred ? $", {deferred} deferred" : "")
            + (ApplicationRow.Of(all, "NotDecided") is > 0 and var waiting ? $", {waiting} not decided" : "");
    }
}
