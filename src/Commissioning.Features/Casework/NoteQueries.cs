using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>The notes of an organisation and of its applications, newest first, with what they said before.</summary>
public static class NoteQueries
{
    public sealed record Note
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }

        /// <summary>Null: about the organisation as a whole.</summary>
        public Guid? ApplicationId { get; init; }

        /// <inheritdoc cref="ApplicationId"/>
        public string? Reference { get; init; }
        public required string Wording { get; init; }
        public required Guid WrittenBy { get; init; }
        public required string Writer { get; init; }
        public required DateTime WrittenAt { get; init; }
        public DateTime? ChangedAt { get; init; }
        public DateTime? RemovedAt { get; init; }
        public required int Version { get; init; }
        public IReadOnlyList<Mention> Mentions { get; init; } = [];
        public IReadOnlyList<Earlier> Before { get; init; } = [];
    }

    public sealed record Mention
    {
        public required Guid NoteId { get; init; }
        public required Guid PersonId { get; init; }
        public required string Name { get; init; }
        public DateTime? ReadAt { get; init; }
    }

    /// <summary>What a note said until it was changed.</summary>
    public sealed record Earlier
    {
        public required Guid NoteId { get; init; }
        public required int Version { get; init; }
        public required string Wording { get; init; }
        public required DateTime ReplacedAt { get; init; }
    }

    /// <summary>Of an application: its own, and those about its organisation as a whole, on any record of it. Of an organisation: all, also
    /// of its applications and of every record of it.</summary>
    /// <param name="id">The application or the organisation.</param>
    public static Task<IReadOnlyList<Note>> OfAsync(Work work, NoteSubject about, Guid id) =>
        ReadAsync(
            work,
            about == NoteSubject.Organisation
                ? $"n.OrganisationId in {LinkedOrganisations.IdsSql("@id")}"
                : $"(n.ApplicationId = @id or (n.ApplicationId is null and n.OrganisationId in {LinkedOrganisations.IdsSql("(select x.OrganisationId from Application x where x.Id = @id)")}))",
            id
        );

    /// <summary>The reference of the application or the name of the organisation; null: there is none.</summary>
    public static Task<string?> NameAsync(Work work, NoteSubject about, Guid id) =>
        work.ScalarAsync<string?>(
            about == NoteSubject.Application
                ? "select Reference from Application where Id = @id and Number is not null"
                : "select Name from Organisation where Id = @id",
            new { id }
        );

    public static async Task<Note> GetAsync(Work work, Guid note) =>
        (await ReadAsync(work, "n.Id = @id", note)) is [var found] ? found : throw new NotFoundException("No such note");

    /// <summary>Everybody whom a note could name: staff, and whether they may read notes.</summary>
    public static async Task<IReadOnlyList<NoteRules.Colleague>> ColleaguesAsync(Work work) =>
        (
            await work.QueryAsync<RoleRow>(
                "select p.Id, p.DisplayName as Name, q.Role from Person p join PersonRole q on q.PersonId = p.Id where q.Role <> 'Applicant' order by p.DisplayName, p.Id, q.Role"
            )
        )
            .GroupBy(row => (row.Id, row.Name))
            .Select(person => new NoteRules.Colleague(
                person.Key.Id,
                person.Key.Name,
                RolePermissions.Of(person.Select(row => row.Role)).Contains(Permission.ViewNotes)
            ))
            .ToList();

    /// <summary>What a note is about, in words: a reference or a name.</summary>
    internal static async Task<string> NameAsync(Work work, Note note) =>
        note.Reference ?? (await NameAsync(work, NoteSubject.Organisation, note.OrganisationId))!;

    private static async Task<IReadOnlyList<Note>> ReadAsync(Work work, string whichSql, Guid id)
    {
        var notes = await work.QueryAsync<Note>(
            $"""
            select    n.Id, n.OrganisationId, n.ApplicationId, a.Reference, n.Wording, n.WrittenBy, p.DisplayName as Writer, n.WrittenAt, n.ChangedAt, n.RemovedAt, n.Version
            from      Note n
            join      Person p on p.Id = n.WrittenBy
            left join Application a on a.Id = n.ApplicationId
            where     {whichSql}
            order by  n.WrittenAt desc, n.Id
            """,
            new { id }
        );
        var mentions = await work.QueryAsync<Mention>(
            $"select m.NoteId, m.PersonId, p.DisplayName as Name, m.ReadAt from NoteMention m join Note n on n.Id = m.NoteId join Person p on p.Id = m.PersonId where {whichSql} order by p.DisplayName, m.NoteId, m.PersonId",
            new { id }
        );
        var before = await work.QueryAsync<Earlier>(
            $"select v.NoteId, v.Version, v.Wording, v.ReplacedAt from NoteVersion v join Note n on n.Id = v.NoteId where {whichSql} order by v.ReplacedAt desc, v.NoteId, v.Version",
            new { id }
        );
        return notes
            .Select(note =>
                note with
                {
                    Mentions = mentions.Where(mention => mention.NoteId == note.Id).ToList(),
                    Before = before.Where(one => one.NoteId == note.Id).ToList(),
                }
            )
            .ToList();
    }

    private sealed record RoleRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required Role Role { get; init; }
    }
}
