using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Removes a note of one's own from the page. It stays on record, and is part of an answer under the Freedom of Information
/// Act.</summary>
public sealed class RemoveNote(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid note) =>
        db.ChangeAsync(
            actor,
            AuditAction.NoteRemoved,
            note,
            async work =>
            {
                var found = await NoteQueries.GetAsync(work, note);
                if (NoteRules.WhyNotYours(found.WrittenBy, actor.Id, found.Writer) is { } other)
                    return other;
                if (found.RemovedAt is not null)
                    return new Refusal("You have removed this note already");
                await work.ExecuteOneAsync(
                    "update Note set RemovedAt = @Now, Version = Version + 1 where Id = @note and Version = @Version",
                    new
                    {
                        note,
                        found.Version,
                        work.Now,
                    }
                );
                // Nobody needs to read it any more.
                await work.ExecuteAsync(
                    "update NoteMention set ReadAt = @Now where NoteId = @note and ReadAt is null",
                    new { note, work.Now }
                );
                work.Note($"Note about {await NoteQueries.NameAsync(work, found)}, {found.Wording.Length} characters");
                return Result.Done;
            }
        );
}
