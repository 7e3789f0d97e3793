using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.DueDiligence;

/// <summary>The payments of a fund for the National Fraud Initiative (NFI). It has no specification for grants of an office like this, so
/// the file has our own list of columns, with the names and order of its two data sets on trade creditors: standing data (who is paid, and
/// into which account) and payment history. Whole account numbers leave the portal here only, and each export is audited.</summary>
public sealed class ExportNfi(Db db, FieldEncryption encryption)
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "Creditor reference",
        "Creditor name",
        "Address 1",
        "Address 2",
        "Postcode",
        "Telephone number",
        "Company registration number",
        "Charity registration number",
        "Bank account name",
        "Bank sort code",
        "Bank account number",
        "Fund",
        "Award reference",
        "Award amount",
        "Award date",
        "Payment reference number",
        "Payment date",
        "Payment amount",
    ];

    public async Task<byte[]> RunAsync(Actor actor, Guid fund)
    {
        var name = (await db.ReadAsync(work => FraudAssessments.FundAsync(work, fund))).Name;
        var rows = await db.QueryAsync<PaidRow>(Sql, new { fund });
        await db.RecordAsync(
            actor,
            AuditAction.NfiExported,
            fund,
            $"{name}: {rows.Count} payments, {rows.Sum(row => row.Amount)}, {rows.Select(row => row.OrganisationId).Distinct().Count()} organisations with whole account numbers"
        );
        return CsvText.Write(rows.Select(row => Cells(row)).Prepend(Columns));
    }

    private IReadOnlyList<string> Cells(PaidRow row)
    {
        var account = row.EncryptedAccount is { } text ? encryption.DecryptAccount(text) : null;
        return
        [
            row.OrganisationId.ToString("N"),
            row.Organisation,
            row.AddressLine,
            row.Town,
            row.Postcode,
            row.Phone,
            row.CompanyNumber ?? "",
            row.CharityNumber ?? "",
            account?.AccountName ?? "",
            account?.SortCode ?? "",
            account?.AccountNumber ?? "",
            row.Fund,
            row.Reference,
            row.Awarded.ToInput(),
            Day(LondonTime.DateOf(row.AwardedAt)),
            row.BankReference ?? "",
            row.PaidOn is { } day ? Day(day) : "",
            row.Amount.ToInput(),
        ];
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private const string Sql = """
        select    o.Id as OrganisationId, o.Name as Organisation, o.AddressLine, o.Town, o.Postcode, o.Phone, o.CompanyNumber, o.CharityNumber, b.EncryptedAccount, f.Name as Fund, a.Reference,
                  w.Amount as Awarded, coalesce((select max(d.DecidedAt) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id), y.RequestedAt) as AwardedAt,
                  y.BankReference, y.PaidOn, y.Amount
        from      Payment y
        join      Award w on w.Id = y.AwardId
        join      Application a on a.Id = w.ApplicationId
        join      Round r on r.Id = a.RoundId
        join      Fund f on f.Id = r.FundId
        join      Organisation o on o.Id = a.OrganisationId
        left join BankDetails b on b.Id = y.BankDetailsId
        where     r.FundId = @fund and y.Status in ('Paid', 'Returned')
        order by  o.Name, a.Reference, y.PaidOn, y.Id
        """;

    private sealed record PaidRow
    {
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string AddressLine { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
        public required string Phone { get; init; }
        public string? CompanyNumber { get; init; }
        public string? CharityNumber { get; init; }
        public string? EncryptedAccount { get; init; }
        public required string Fund { get; init; }
        public required string Reference { get; init; }
        public required Money Awarded { get; init; }
        public required DateTime AwardedAt { get; init; }
        public string? BankReference { get; init; }
        public DateOnly? PaidOn { get; init; }
        public required Money Amount { get; init; }
    }
}
