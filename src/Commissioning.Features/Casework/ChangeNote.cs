using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Changes a note of one's own. What it said before is kept; colleagues whom it names anew are told.</summary>
public sealed class ChangeNote(Db db, Office office)
{
    /// <param name="version">The version that the person saw.</param>
    public Task<Result> RunAsync(Actor actor, Guid note, int version, string? words) =>
        db.ChangeAsync(
            actor,
            AuditAction.NoteChanged,
            note,
            async work =>
            {
                var found = await NoteQueries.GetAsync(work, note);
                if (NoteRules.WhyNotYours(found.WrittenBy, actor.Id, found.Writer) is { } other)
                    return other;
                if (found.RemovedAt is not null)
                    return new Refusal("You removed this note. Write a new one.");
                if (found.Version != version)
                    throw new ConcurrencyException(nameof(NoteQueries.Note));
                if (NoteRules.WhyNotWritten(words) is { } refusal)
                    return refusal;
                var said = words!.Trim().ReplaceLineEndings("\n");
                if (said == found.Wording)
                    return new Refusal("The note says the same as before", nameof(words));
                var (named, unknown) = NoteRules.Named(said, await NoteQueries.ColleaguesAsync(work));
                if (unknown is not null)
                    return unknown;
                await work.ExecuteAsync(
                    "insert into NoteVersion (NoteId, Version, Wording, ReplacedAt) values (@note, @Version, @Wording, @Now)",
                    new
                    {
                        note,
                        found.Version,
                        found.Wording,
                        work.Now,
                    }
                );
                await work.ExecuteOneAsync(
                    "update Note set Wording = @said, ChangedAt = @Now, Version = Version + 1 where Id = @note and Version = @version",
                    new
                    {
                        note,
                        said,
                        version,
                        work.Now,
                    }
                );
                var added = named.Where(one => found.Mentions.All(before => before.PersonId != one.Id)).ToList();
                await WriteNote.NameAsync(
                    work,
                    office,
                    actor,
                    note,
                    found.ApplicationId,
                    found.OrganisationId,
                    await NoteQueries.NameAsync(work, found),
                    added
                );
                work.Note(
                    new Changes()
                        .Add("Characters", $"{found.Wording.Length}", $"{said.Length}")
                        .Add(
                            "For",
                            Names(found.Mentions.Select(one => one.Name)),
                            Names(found.Mentions.Select(one => one.Name).Concat(added.Select(one => one.Name)))
                        )
                        .ToString()
                );
                return Result.Done;
            }
        );

    private static string? Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } all ? all : null;
}
