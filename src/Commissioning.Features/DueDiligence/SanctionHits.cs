using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>The page on which an officer compares the names of an organisation with the sanctions list.</summary>
public sealed class SanctionHits(Db db, FieldEncryption encryption)
{
    /// <param name="Month">From 1 to 12.</param>
    /// <param name="Source">How the officer was told.</param>
    public sealed record BirthTold(int Month, int Year, string? Town, string Source);

    /// <param name="Finding">Where the verdict is given. Null: the findings are not worked out yet.</param>
    public sealed record Compared(SanctionQueries.SanctionHit Hit, Findings.Finding? Finding, BirthTold? Told);

    /// <param name="TooOld">Why the list in use is not good enough. Null: it is.</param>
    public sealed record SanctionsPage(
        ApplicationChecks.CheckedApplication Application,
        DateOnly? ListDate,
        string? TooOld,
        IReadOnlyList<Compared> Hits
    )
    {
        public IEnumerable<Compared> Main => Hits.Where(one => !one.Hit.IsWeak);
        public IEnumerable<Compared> Weaker => Hits.Where(one => one.Hit.IsWeak);
    }

    internal sealed record EncryptedBirth(int Month, int Year, string? Town, string Source);

    internal const string Purpose = "person-detail";

    public Task<SanctionsPage> GetAsync(Guid application) =>
        db.ReadAsync(async work =>
        {
            var submitted = await ApplicationChecks.ApplicationAsync(work, application);
            var (listDate, hits) = await SanctionQueries.OfAsync(
                work,
                submitted.OrganisationId,
                (await MatchIndex.SourceAsync(work, submitted.OrganisationId)).Source
            );
            var findings = await Findings.OfAsync(work, application);
            var told = (
                await work.QueryAsync<DetailRow>(
                    "select d.NameKey, d.EncryptedText from PersonDetail d where d.OrganisationId = @OrganisationId",
                    new { submitted.OrganisationId }
                )
            ).ToDictionary(row => row.NameKey, row => encryption.Decrypt<EncryptedBirth>(Purpose, row.EncryptedText));
            return new SanctionsPage(
                submitted,
                listDate,
                SanctionListRules.WhyTooOld(listDate, ApplicationChecks.Today(work)),
                hits.Select(hit => new Compared(
                        hit,
                        findings.FirstOrDefault(finding => finding.Kind == FindingKind.SanctionsHit && finding.KeyText == hit.Key),
                        hit.IsPerson && told.TryGetValue(hit.NameKey, out var birth)
                            ? new(birth.Month, birth.Year, birth.Town, birth.Source)
                            : null
                    ))
                    .ToList()
            );
        });

    private sealed record DetailRow
    {
        public required string NameKey { get; init; }
        public required string EncryptedText { get; init; }
    }
}
