using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>A colleague whom a note names says that they have read it, so that it leaves their list.</summary>
public sealed class ReadNote(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid note) =>
        db.ChangeAsync(
            actor,
            AuditAction.NoteRead,
            note,
            async work =>
            {
                var found = await NoteQueries.GetAsync(work, note);
                var read = await work.ExecuteAsync(
                    "update NoteMention set ReadAt = @Now where NoteId = @note and PersonId = @Me and ReadAt is null",
                    new
                    {
                        note,
                        Me = actor.Id,
                        work.Now,
                    }
                );
                if (read == 0)
                    return new Refusal("This note does not wait for you");
                work.Note($"Note about {await NoteQueries.NameAsync(work, found)}");
                return Result.Done;
            }
        );
}
