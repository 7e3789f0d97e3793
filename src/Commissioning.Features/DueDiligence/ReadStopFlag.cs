using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>A lead for concerns reads what a police or fraud flag is about. Each reading is audited.</summary>
public sealed class ReadStopFlag(Db db, FieldEncryption encryption)
{
    /// <param name="Reason">Why it was placed. Null: the portal placed it, because of <paramref name="Listed"/>.</param>
    public sealed record StopFlagSaid(
        StopFlagQueries.StopFlagRow Row,
        string? Reason,
        string? AskReason,
        string? LiftReason,
        IReadOnlyList<StopFlagQueries.ListedName> Listed
    );

    public async Task<StopFlagSaid> RunAsync(Actor actor, Guid flag)
    {
        var row = await db.ReadAsync(work => StopFlagQueries.GetAsync(work, flag));
        if (!row.IsRestricted)
            throw new NotFoundException("Not a police or fraud flag");
        await db.RecordAsync(
            actor,
            AuditAction.StopFlagRead,
            row.OrganisationId,
            async work =>
            {
                await work.ExecuteAsync(
                    "update StopFlag set ReadBy = @By where Id = @flag and ReadBy is null",
                    new { flag, By = actor.Id }
                );
                work.Note(row.NeutralReason);
            }
        );
        var text = await db.ScalarAsync<string>("select EncryptedText from StopFlag where Id = @flag", new { flag });
        var said = text is null ? null : encryption.Decrypt<StopFlagQueries.EncryptedFlag>(StopFlagQueries.Purpose, text);
        return new(
            row,
            said?.Reason,
            said?.AskReason,
            said?.LiftReason,
            row.PlacedById == Actor.Portal.Id ? await db.ReadAsync(work => StopFlagQueries.ListedAsync(work, row.OrganisationId)) : []
        );
    }
}
