using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>An officer places a stop flag on an organisation, for all its applications.</summary>
public sealed class PlaceStopFlag(Db db, FieldEncryption encryption)
{
    /// <param name="reason">For the record; of a police or fraud matter, for the leads for concerns only.</param>
    /// <param name="neutralReason">What everybody else reads. Blank: <see cref="StopFlagRules.NeutralReason"/>.</param>
    public Task<Result> RunAsync(
        Actor actor,
        Guid organisation,
        StopFlagKind? kind,
        string? reason,
        string? neutralReason,
        DateOnly? until
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.StopFlagPlaced,
            organisation,
            async work =>
            {
                if (StopFlagRules.WhyCannotPlace(kind, reason, neutralReason, until, ApplicationChecks.Today(work)) is { } refusal)
                    return refusal;
                if (await work.ScalarAsync<int>("select count(*) from Organisation where Id = @organisation", new { organisation }) == 0)
                    throw new NotFoundException("No such organisation");
                var neutral = neutralReason?.Trim() is { Length: > 0 } said ? said : StopFlagRules.NeutralReason;
                var restricted = StopFlagRules.IsRestricted(kind!.Value);
                await SaveAsync(
                    work,
                    actor,
                    organisation,
                    kind.Value,
                    restricted ? neutral : reason!.Trim(),
                    neutral,
                    restricted
                        ? encryption.Encrypt(StopFlagQueries.Purpose, new StopFlagQueries.EncryptedFlag(reason!.Trim(), null, null))
                        : null,
                    until
                );
                work.Note(
                    $"{(restricted ? neutral : reason!.Trim())}{(until is { } day ? $", until {LondonTime.Date(day)}" : "")}. Others read: {neutral}"
                );
                return Result.Done;
            }
        );

    /// <summary>Part of another change. The portal places a flag of its own when two people found a name on the sanctions list.</summary>
    internal static async Task SaveAsync(
        Work work,
        Actor actor,
        Guid organisation,
        StopFlagKind kind,
        string reason,
        string neutralReason,
        string? encryptedText,
        DateOnly? until
    )
    {
        await work.ExecuteAsync(
            "insert into StopFlag (Id, OrganisationId, Kind, Reason, NeutralReason, EncryptedText, Until, PlacedBy, PlacedAt) values (@Id, @organisation, @kind, @reason, @neutralReason, @encryptedText, @until, @By, @Now)",
            new
            {
                Id = Guid.CreateVersion7(),
                organisation,
                kind,
                reason,
                neutralReason,
                encryptedText,
                until,
                By = actor.Id,
                work.Now,
            }
        );
        await SyncFindings.MarkStaleAsync(work, organisation);
    }
}
