using System.ComponentModel;
using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Features;
using Commissioning.Features.Publishing;

namespace Commissioning.Web.Api;

/// <summary>The file of a month as programs read it: its newest version, which alone can be downloaded.</summary>
public sealed record ApiRelease(
    [property: Description("What the file lists: grants, or spending for our other spending over £500")] string Kind,
    [property: Description("The month, such as 2024-12")] string Month,
    [property: Description("Version of the file, from 1. A higher one corrects those before it")] int Version,
    [property: Description("When this version came out (UTC)")] DateTime ReleasedAt,
    [property: Description("Why we corrected the file; null in its first version")] string? WhyCorrected,
    [property: Description("Rows without the heading; 0 when the month has none")] int Rows,
    [property: Description("The amounts of all rows, in whole pence")] long AmountPence,
    [property: Description("SHA-256 of the file in hexadecimal, which is also its ETag")] string Sha256,
    [property: Description("Address of the file as CSV, the same for every version")] string FileUrl,
    [property: Description("Address of the page that explains the file and lists its versions")] string PageUrl
)
{
    /// <summary>The kinds in the words of addresses.</summary>
    public static readonly IReadOnlyList<(ReleaseKind Kind, string Word)> Kinds =
    [
        (ReleaseKind.Grants, "grants"),
        (ReleaseKind.Spending, "spending"),
    ];

    public static ApiRelease Of(ReleaseKind kind, ReleaseVersion release, Office office)
    {
        var (file, page) =
            kind == ReleaseKind.Grants
                ? (Links.Publishing.OpenGrantsFile(release.Month), Links.Publishing.OpenGrantsMonth(release.Month))
                : (Links.Publishing.OpenSpendingFile(release.Month), Links.Publishing.OpenSpendingMonth(release.Month));
        return new(
            Kinds.First(one => one.Kind == kind).Word,
            ReleaseRules.Text(release.Month),
            release.Number,
            DateTime.SpecifyKind(release.ReleasedAt!.Value, DateTimeKind.Utc),
            release.WhyCorrected,
            release.Lines,
            release.Amount.Pence,
            release.Sha256,
            office.LinkTo(file),
            office.LinkTo(page)
        );
    }

    public static readonly ApiRelease Example = new(
        "grants",
        "2024-12",
        2,
        new(2025, 2, 3, 10, 0, 0, DateTimeKind.Utc),
        "A group gave part of its grant back",
        6,
        3_930_540,
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "https://grants.example.org/open-data/grants/2024-12.csv",
        "https://grants.example.org/open-data/grants/2024-12"
    );
}
