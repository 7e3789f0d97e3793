using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Writes a note about an application or an organisation. Colleagues whom it names find it on their list, and get an e-mail that
/// says nothing of what it says.</summary>
public sealed class WriteNote(Db db, Office office)
{
    /// <param name="id">The application or the organisation.</param>
    public Task<Result<Guid>> RunAsync(Actor actor, NoteSubject about, Guid id, string? words) =>
        db.ChangeAsync<Guid>(
            actor,
            AuditAction.NoteWritten,
            id,
            async work =>
            {
                var subject =
                    await work.FindOrDefaultAsync<Subject>(about == NoteSubject.Application ? ApplicationSql : OrganisationSql, new { id })
                    ?? throw new NotFoundException("No such record");
                if (NoteRules.WhyNotWritten(words) is { } refusal)
                    return refusal;
                var said = words!.Trim().ReplaceLineEndings("\n");
                var (named, unknown) = NoteRules.Named(said, await NoteQueries.ColleaguesAsync(work));
                if (unknown is not null)
                    return unknown;
                var note = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into Note (Id, OrganisationId, ApplicationId, Wording, WrittenBy, WrittenAt, Version) values (@note, @OrganisationId, @ApplicationId, @said, @By, @Now, 1)",
                    new
                    {
                        note,
                        subject.OrganisationId,
                        subject.ApplicationId,
                        said,
                        By = actor.Id,
                        work.Now,
                    }
                );
                await NameAsync(work, office, actor, note, subject.ApplicationId, subject.OrganisationId, subject.Name, named);
                work.Note(
                    $"Note about {subject.Name}, {said.Length} characters{(named.Count == 0 ? "" : $", for {string.Join(", ", named.Select(one => one.Name))}")}"
                );
                return Result.Made(note);
            }
        );

    /// <summary>Asks the colleagues to read the note; the person who writes it has read it.</summary>
    internal static async Task NameAsync(
        Work work,
        Office office,
        Actor actor,
        Guid note,
        Guid? application,
        Guid organisation,
        string about,
        IEnumerable<NoteRules.Colleague> named
    )
    {
        foreach (var colleague in named.Where(one => one.Id != actor.Id))
        {
            await work.ExecuteAsync(
                "insert into NoteMention (NoteId, PersonId, NamedAt) values (@note, @Id, @Now)",
                new
                {
                    note,
                    colleague.Id,
                    work.Now,
                }
            );
            await Message.SendAsync(
                work,
                office,
                MessageKind.NoteMention,
                null,
                new(colleague.Name, (await work.ScalarAsync<string>("select Email from Person where Id = @Id", new { colleague.Id }))!),
                application ?? organisation,
                new Dictionary<string, string> { ["by"] = actor.Name, ["about"] = about },
                application is { } record
                    ? Links.Casework.Notes(NoteSubject.Application, record)
                    : Links.Casework.Notes(NoteSubject.Organisation, organisation)
            );
        }
    }

    private const string ApplicationSql =
        "select a.OrganisationId, a.Id as ApplicationId, a.Reference as Name from Application a where a.Id = @id and a.Number is not null";
    private const string OrganisationSql = "select o.Id as OrganisationId, o.Name from Organisation o where o.Id = @id";

    private sealed record Subject
    {
        public required Guid OrganisationId { get; init; }
        public Guid? ApplicationId { get; init; }
        public required string Name { get; init; }
    }
}
