using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>An officer records the month, year and town of birth of a person whose name is like one on the sanctions list. It is asked for
/// nobody else, is encrypted and is compared with the list when it is saved and whenever it is saved again.</summary>
public sealed class RecordBirth(Db db, FieldEncryption encryption)
{
    public async Task<Result> RunAsync(Actor actor, Guid application, string? key, int? month, int? year, string? town, string? source)
    {
        var submitted = await db.ReadAsync(work => ApplicationChecks.ApplicationAsync(work, application));
        return await db.ChangeAsync(
            actor,
            AuditAction.PersonBirthRecorded,
            submitted.OrganisationId,
            async work =>
            {
                var organisation = submitted.OrganisationId;
                var (_, hits) = await SanctionQueries.OfAsync(
                    work,
                    organisation,
                    (await MatchIndex.SourceAsync(work, organisation)).Source
                );
                if (hits.FirstOrDefault(hit => hit.Key == key && hit.IsPerson) is not { } found)
                    return new Refusal("That name is no longer on the list");
                if (SanctionRules.WhyCannotRecord(month, year, town, source, ApplicationChecks.Today(work)) is { } refusal)
                    return refusal;
                var birth = new SanctionHits.EncryptedBirth(
                    month!.Value,
                    year!.Value,
                    town?.Trim() is { Length: > 0 } typed ? typed : null,
                    source!.Trim()
                );
                var id = await SaveAsync(work, actor, organisation, found.NameKey, birth);
                foreach (var hit in hits.Where(hit => hit.IsPerson && hit.NameKey == found.NameKey))
                    await work.ExecuteAsync(
                        "insert into SanctionCompared (Id, PersonDetailId, GroupId, Born, Birth, SameTown) values (@Id, @detail, @GroupId, @Born, @Birth, @SameTown)",
                        new
                        {
                            Id = Guid.CreateVersion7(),
                            detail = id,
                            hit.GroupId,
                            hit.Born,
                            Birth = SanctionRules.Compare(hit.Born, birth.Year, birth.Month),
                            SameTown = SanctionRules.SameTown(hit.Town, birth.Town),
                        }
                    );
                await ReviewSanction.MarkStaleAsync(work, organisation, found.NameKey);
                // Neither the name nor the date: the trail is never erased.
                work.Note("Month and year of birth of a person to compare with the sanctions list");
                return Result.Done;
            }
        );
    }

    private async Task<Guid> SaveAsync(Work work, Actor actor, Guid organisation, string nameKey, SanctionHits.EncryptedBirth birth)
    {
        var all = await work.QueryAsync<DetailRow>(
            "select d.Id, d.OrganisationId, d.IdentityId, d.EncryptedText from PersonDetail d where d.NameKey = @nameKey order by d.SavedAt, d.Id",
            new { nameKey }
        );
        var same = all.FirstOrDefault(row =>
            row.OrganisationId != organisation
            && encryption.Decrypt<SanctionHits.EncryptedBirth>(SanctionHits.Purpose, row.EncryptedText) is var other
            && (other.Month, other.Year) == (birth.Month, birth.Year)
        );
        var own = all.FirstOrDefault(row => row.OrganisationId == organisation);
        var unchanged =
            own is not null
            && encryption.Decrypt<SanctionHits.EncryptedBirth>(SanctionHits.Purpose, own.EncryptedText) is var before
            && (before.Month, before.Year) == (birth.Month, birth.Year);
        var row = new
        {
            Id = own?.Id ?? Guid.CreateVersion7(),
            organisation,
            nameKey,
            Encrypted = encryption.Encrypt(SanctionHits.Purpose, birth),
            Identity = same?.IdentityId ?? (unchanged ? own!.IdentityId : Guid.CreateVersion7()),
            By = actor.Id,
            work.Now,
        };
        if (own is null)
            await work.ExecuteAsync(
                "insert into PersonDetail (Id, OrganisationId, NameKey, EncryptedText, IdentityId, SavedBy, SavedAt) values (@Id, @organisation, @nameKey, @Encrypted, @Identity, @By, @Now)",
                row
            );
        else
        {
            await work.ExecuteAsync("delete from SanctionCompared where PersonDetailId = @Id", row);
            await work.ExecuteOneAsync(
                "update PersonDetail set EncryptedText = @Encrypted, IdentityId = @Identity, SavedBy = @By, SavedAt = @Now where Id = @Id",
                row
            );
        }
        return row.Id;
    }

    private sealed record DetailRow
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required Guid IdentityId { get; init; }
        public required string EncryptedText { get; init; }
    }
}
