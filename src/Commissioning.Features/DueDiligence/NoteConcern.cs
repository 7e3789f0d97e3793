using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>Adds a note of what was done, and may close the concern.</summary>
public sealed class NoteConcern(Db db, FieldEncryption encryption)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? text, bool close) =>
        db.ChangeAsync(
            actor,
            close ? AuditAction.ConcernClosed : AuditAction.ConcernNoted,
            id,
            async work =>
            {
                if (text?.Trim() is not { Length: > 0 and <= 5000 })
                    return new Refusal("Say what was done, in up to 5,000 characters", nameof(text));
                var row = await work.FindAsync<ConcernQueries.ConcernRow>(ConcernQueries.Sql + " where c.Id = @id", new { id });
                if (row.ClosedAt is not null)
                    return new Refusal("This concern is closed");
                await work.ExecuteAsync(
                    "insert into ConcernNote (Id, ConcernId, EncryptedText, WrittenBy, WrittenAt) values (@NoteId, @id, @EncryptedText, @By, @Now)",
                    new
                    {
                        NoteId = Guid.CreateVersion7(),
                        id,
                        EncryptedText = encryption.Encrypt(ConcernQueries.Purpose, text.Trim()),
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (close)
                    await work.ExecuteOneAsync(
                        "update Concern set ClosedAt = @Now, ClosedBy = @By where Id = @id and ClosedAt is null",
                        new
                        {
                            id,
                            By = actor.Id,
                            work.Now,
                        }
                    );
                if (close && row.OrganisationId is { } organisation)
                    await SyncFindings.MarkStaleAsync(work, organisation);
                work.Note($"Concern {row.Number}");
                return Result.Done;
            }
        );
}
