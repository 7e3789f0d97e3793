using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;

namespace Commissioning.Features.Publishing;

/// <summary>The grants of a filter as a CSV file, written row by row.</summary>
public sealed class GrantCsv(PublicGrantSearch search)
{
    private static readonly IReadOnlyList<(string Name, Func<PublicGrants.Grant, string?> Value)> Columns =
    [
        ("Reference", grant => grant.Reference),
        ("Fund", grant => grant.FundName),
        ("Round", grant => grant.RoundName),
        ("Financial year", grant => grant.BudgetYear),
        ("Organisation", grant => grant.RecipientInWords),
        ("Charity number", grant => grant.CharityNumber),
        ("Company number", grant => grant.CompanyNumber),
        ("Where", grant => grant.PlaceInWords),
        ("Area", grant => grant.Area),
        ("Project name", grant => grant.Title),
        ("Project brief", grant => grant.Brief),
        ("Why it reduces crime", grant => grant.CrimeReason),
        ("Conditions", grant => grant.Conditions),
        ("Priority", grant => grant.Priority),
        ("Also serves", grant => grant.AlsoServes),
        ("Amount", grant => (grant.Amount.Pence / 100m).ToString("0.00", CultureInfo.InvariantCulture)),
        ("Accepted on", grant => Day(LondonTime.DateOf(grant.AcceptedAt))),
        ("Starts on", grant => Day(grant.StartsOn)),
        ("Ends on", grant => Day(grant.EndsOn)),
    ];

    public async Task WriteAsync(Func<string, string?> typed, Stream to)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, CsvText.Settings);
        await RowAsync(Columns.Select(column => column.Name));
        await search.EachAsync(typed, grant => RowAsync(Columns.Select(column => column.Value(grant) ?? "")));

        async Task RowAsync(IEnumerable<string> cells)
        {
            foreach (var cell in cells)
                csv.WriteField(CsvText.Plain(cell));
            await csv.NextRecordAsync();
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
