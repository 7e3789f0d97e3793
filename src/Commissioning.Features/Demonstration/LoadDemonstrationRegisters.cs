using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Demonstration;

/// <summary>Invented extracts of the two registers for the demonstration's organisations, and an invented sanctions list. Most entries are
/// in order; a few are late, renamed, removed or similar to an applicant's name, so that each kind of finding can be seen. And an invented
/// file of another funder, whose grants ended before ours begin.</summary>
internal sealed class LoadDemonstrationRegisters(Db db, FileStore files, TimeProvider clock, Office office)
{
    public const string ListFile = "demonstration.sanctions.csv";
    private const string List =
        "Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Designation Type,D.O.B,Regime Name\nINV0001,QUINN,Kallum,,,,,Individual,03/04/1961,The Invented (Sanctions) Regulations\nINV0002,ZZYZX,Orlando,,,,,Individual,,The Invented (Sanctions) Regulations\nINV0003,QUAGMIRE HOLDINGS,,,,,,Entity,,The Invented (Sanctions) Regulations\n";

    /// <returns>False when the list in use is of today, or another than the invented one.</returns>
    public async Task<bool> KeepListRecentAsync(Actor officer)
    {
        var today = clock.Today();
        if (
            await db.ScalarAsync<int>(
                "select count(*) from RegisterImport where Kind = 'Sanctions' and State = 'Current' and (ExtractDate >= @today or FileName <> @ListFile)",
                new { today, ListFile }
            ) > 0
        )
            return false;
        await ReadAsync(officer, ExtractKind.Sanctions, ListFile, List);
        return true;
    }

    private async Task ReadAsync(Actor officer, ExtractKind kind, string name, string text)
    {
        var outcome = await new ImportRegister(db, files).RunAsync(
            officer,
            kind,
            clock.Today(),
            name,
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            null
        );
        if (outcome.FirstRefusal is { } refusal)
            throw new InvalidOperationException(refusal.Sentence);
        if (outcome.Value!.FaultList is [var fault, ..])
            throw new InvalidOperationException(fault);
    }

    public async Task<bool> RunOnceAsync(Actor officer)
    {
        if (await db.ScalarAsync<int>("select count(*) from RegisterImport where Kind = 'Charity'") > 0)
            return false;
        var day = clock.Today();
        var organisations = await db.QueryAsync<RegisterRow>(
            "select Name, CharityNumber, CompanyNumber, AddressLine, Town, Postcode from Organisation order by Name, Id"
        );
        var charities = new StringBuilder(
            string.Join(
                '\t',
                ImportRegister
                    .Columns(ExtractKind.Charity)
                    .Append("charity_contact_address1")
                    .Append("charity_contact_address2")
                    .Append("latest_income")
            ) + "\n"
        );
        foreach (
            var (row, i) in organisations
                .Where(row => row.CharityNumber is not null)
                .DistinctBy(row => row.CharityNumber)
                .Select((row, i) => (row, i))
        )
            charities.AppendLine(
                string.Join(
                    '\t',
                    row.CharityNumber,
                    "0",
                    i == 1 ? "The Old Name of " + row.Name : row.Name.ToUpperInvariant(),
                    i == 2 ? "Removed" : "Registered",
                    "2012-05-01",
                    i == 2 ? Text(day.AddYears(-1)) : "",
                    i == 0 ? "Submission Overdue" : "Submission Received",
                    Text(day.AddMonths(i == 0 ? -30 : -10)),
                    row.Postcode,
                    "False",
                    "False",
                    row.AddressLine,
                    row.Town,
                    // One is so small that its grant is more than it has in a year.
                    i == 3
                        ? "3100"
                        : $"{38000 + (i * 2750)}"
                )
            );
        var otherNames = new StringBuilder(string.Join('\t', ImportRegister.Columns(ExtractKind.OtherNames)) + "\n");
        foreach (var row in organisations.Where(row => row.CharityNumber is not null).DistinctBy(row => row.CharityNumber).Take(3))
            otherNames.AppendLine(string.Join('\t', row.CharityNumber, "0", $"The Old Name of {row.Name}"));
        var companies = new StringBuilder(
            string.Join(',', ImportRegister.Columns(ExtractKind.Company).Append("RegAddress.AddressLine1").Append("RegAddress.PostTown"))
                + "\n"
        );
        foreach (
            var (row, i) in organisations
                .Where(row => row.CompanyNumber is not null)
                .DistinctBy(row => row.CompanyNumber)
                .Select((row, i) => (row, i))
        )
            companies.AppendLine(
                $"\"{row.Name.ToUpperInvariant()} C.I.C.\",{row.CompanyNumber},{row.Postcode},{(i == 0 ? "Active - Proposal to Strike off" : "Active")},,01/05/2015,{day.AddMonths(i == 1 ? -2 : 5).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)},{day.AddMonths(-12).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)},\"{row.AddressLine}\",\"{row.Town}\""
            );
        await ReadAsync(officer, ExtractKind.Charity, "demonstration.charity.txt", charities.ToString());
        await ReadAsync(officer, ExtractKind.Company, "demonstration.company.csv", companies.ToString());
        if (
            organisations.Where(row => row.CharityNumber is not null).DistinctBy(row => row.CharityNumber).ElementAtOrDefault(4) is
            { } fifth
        )
            await ReadAsync(
                officer,
                ExtractKind.Trustees,
                "demonstration.charity_trustee.txt",
                $"{string.Join('\t', ImportRegister.Columns(ExtractKind.Trustees))}\n{fifth.CharityNumber}\t0\tMRS WILHELMINA QUAY\n"
            );
        await ReadAsync(officer, ExtractKind.OtherNames, "demonstration.charity_other_names.txt", otherNames.ToString());
        await LoadGrantsAsync(officer, organisations);
        return true;
    }

    private async Task LoadGrantsAsync(Actor officer, IReadOnlyList<RegisterRow> organisations)
    {
        var grants = new StringBuilder(
            "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Planned Dates:Start Date,Planned Dates:End Date,Recipient Org:Name,Recipient Org:Charity Number,Recipient Org:Postal Code,Recipient Ind:Name,Funding Org:Identifier,Funding Org:Name\n"
        );
        foreach (
            var (row, i) in organisations
                .Where(row => row.CharityNumber is not null)
                .DistinctBy(row => row.CharityNumber)
                .Select((row, i) => (row, i))
        )
            grants.AppendLine(
                string.Join(
                    ',',
                    $"DEMO-{i + 1:000}",
                    i % 2 == 0 ? "New kitchen" : "Repairs to the roof",
                    "An invented grant",
                    i == 3 ? "EUR" : "GBP",
                    $"{2500 + (i * 250)}",
                    "2019-03-15",
                    "2019-04-01",
                    "2020-03-31",
                    $"\"{row.Name}\"",
                    // Every third has no number, so it is found by its name and postcode.
                    i % 3
                    == 2
                        ? ""
                        : row.CharityNumber,
                    row.Postcode,
                    "",
                    "DEMO-FUNDER",
                    "Invented Community Foundation"
                )
            );
        grants.AppendLine("DEMO-900,A course,,GBP,400,2019-03-15,,,,,,Somebody,DEMO-FUNDER,Invented Community Foundation");
        grants.AppendLine("DEMO-901,A row with a slip,,GBP,four hundred,2019-03-15,,,A club,,,,DEMO-FUNDER,Invented Community Foundation");
        var loaded = await new LoadFunderGrants(db, office).RunAsync(
            officer,
            clock.Today().AddDays(-30),
            "demonstration.grants.csv",
            new MemoryStream(Encoding.UTF8.GetBytes(grants.ToString()))
        );
        if (loaded.FirstRefusal is { } refusal)
            throw new InvalidOperationException(refusal.Sentence);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record RegisterRow
    {
        public required string Name { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public required string AddressLine { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
    }
}
