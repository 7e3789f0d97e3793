using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>A concern about an organisation that holds or asks for a grant (R77). Anyone may raise one, with or without a name; only the
/// leads for concerns may read them, and each reading is audited. Monitoring and due diligence show nothing of it.</summary>
public sealed class Concerns(Db db, FieldEncryption encryption, Office office)
{
    private const string Purpose = "concern";

    public sealed record ConcernRow
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required ConcernKind Kind { get; init; }
        public required DateTime RaisedAt { get; init; }
        public DateTime? ClosedAt { get; init; }
        public required int Notes { get; init; }
    }

    public sealed record Note(string By, DateTime At, string Text);

    /// <param name="From">Name and contact of the person who raised it, as they gave them.</param>
    public sealed record ConcernDetail(ConcernRow Row, string About, string What, string? From, IReadOnlyList<Note> Notes);

    private sealed record EncryptedConcern(string About, string What, string? From);

    /// <returns>The number of the concern, for the person to quote.</returns>
    public async Task<Result<int>> RaiseAsync(ConcernKind? kind, string? about, string? what, string? from)
    {
        // Two people at once may get the same number; retry, so that no concern is lost.
        for (var tries = 0; ; tries++)
            try
            {
                return await RaiseOnceAsync(kind, about, what, from);
            }
            catch (DuplicateException) when (tries < 5) { }
    }

    private async Task<Result<int>> RaiseOnceAsync(ConcernKind? kind, string? about, string? what, string? from)
    {
        var id = Guid.CreateVersion7();
        // The signed-in account is not recorded, only what the person chooses to say.
        return await db.ChangeAsync<int>(
            Actor.Visitor,
            AuditAction.ConcernRaised,
            id,
            async work =>
            {
                if (kind is not { } sort || !Enum.IsDefined(sort))
                    return new Refusal("Choose what it is about", nameof(kind));
                if (about?.Trim() is not { Length: > 0 and <= 300 })
                    return new Refusal("Enter the group or project that you are worried about, in up to 300 characters", nameof(about));
                if (what?.Trim() is not { Length: > 0 and <= 5000 })
                    return new Refusal("Tell us what happened, in up to 5,000 characters", nameof(what));
                if (from?.Length > 300)
                    return new Refusal("Shorten how we can reach you to 300 characters", nameof(from));
                var number = await work.ScalarAsync<int>("select coalesce(max(Number), 0) + 1 from Concern");
                await work.ExecuteAsync(
                    "insert into Concern (Id, Number, Kind, EncryptedText, RaisedAt) values (@id, @number, @sort, @EncryptedText, @Now)",
                    new
                    {
                        id,
                        number,
                        sort,
                        EncryptedText = encryption.Encrypt(Purpose, new EncryptedConcern(about.Trim(), what.Trim(), from?.Trim())),
                        work.Now,
                    }
                );
                // E-mails contain nothing of the concern. Without a lead, the administrators are told that one is waiting.
                var leads = await work.QueryAsync<string>(
                    "select p.Email from Person p join PersonRole r on r.PersonId = p.Id where r.Role = @Lead",
                    new { Lead = Role.ConcernLead }
                );
                if (leads.Count == 0)
                    leads = await work.QueryAsync<string>(
                        "select p.Email from Person p join PersonRole r on r.PersonId = p.Id where r.Role = @Administrator",
                        new { Role.Administrator }
                    );
                foreach (var email in leads)
                    await work.EmailAsync(
                        new(
                            email,
                            $"Concern {number} has been raised",
                            $"Someone has raised a concern. Only leads for concerns can read it: {office.LinkTo(Links.DueDiligence.Concerns)}",
                            id
                        )
                    );
                work.Note($"Concern {number}");
                return Result.Made(number);
            }
        );
    }

    public Task<IReadOnlyList<ConcernRow>> ListAsync() =>
        db.QueryAsync<ConcernRow>(Sql + " order by case when c.ClosedAt is null then 0 else 1 end, c.Number desc");

    /// <summary>Each reading is audited.</summary>
    public async Task<ConcernDetail> ReadAsync(Actor actor, Guid id)
    {
        var view = await GetAsync(id);
        await db.ChangeAsync(
            actor,
            AuditAction.ConcernRead,
            id,
            work =>
            {
                work.Note($"Concern {view.Row.Number}");
                return Task.FromResult(Result.Done);
            }
        );
        return view;
    }

    private async Task<ConcernDetail> GetAsync(Guid id)
    {
        var row = await db.FindAsync<ConcernRow>(Sql + " where c.Id = @id", new { id });
        var text = await db.ScalarAsync<string>("select EncryptedText from Concern where Id = @id", new { id });
        var notes = await db.QueryAsync<NoteRow>(
            "select p.DisplayName, n.WrittenAt, n.EncryptedText from ConcernNote n join Person p on p.Id = n.WrittenBy where n.ConcernId = @id order by n.WrittenAt, n.Id",
            new { id }
        );
        var said = encryption.Decrypt<EncryptedConcern>(Purpose, text!);
        return new(
            row,
            said.About,
            said.What,
            said.From,
            notes
                .Select(note => new Note(note.DisplayName, note.WrittenAt, encryption.Decrypt<string>(Purpose, note.EncryptedText)))
                .ToList()
        );
    }

    /// <summary>Adds a note of what was done, and may close the concern.</summary>
    public Task<Result> NoteAsync(Actor actor, Guid id, string? text, bool close) =>
        db.ChangeAsync(
            actor,
            close ? AuditAction.ConcernClosed : AuditAction.ConcernNoted,
            id,
            async work =>
            {
                if (text?.Trim() is not { Length: > 0 and <= 5000 })
                    return new Refusal("Say what was done, in up to 5,000 characters", nameof(text));
                var row = await work.FindAsync<ConcernRow>(Sql + " where c.Id = @id", new { id });
                if (row.ClosedAt is not null)
                    return new Refusal("This concern is closed");
                await work.ExecuteAsync(
                    "insert into ConcernNote (Id, ConcernId, EncryptedText, WrittenBy, WrittenAt) values (@NoteId, @id, @EncryptedText, @By, @Now)",
                    new
                    {
                        NoteId = Guid.CreateVersion7(),
                        id,
                        EncryptedText = encryption.Encrypt(Purpose, text.Trim()),
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
                work.Note($"Concern {row.Number}");
                return Result.Done;
            }
        );

    private const string Sql = """
        select c.Id, c.Number, c.Kind, c.RaisedAt, c.ClosedAt, (select count(*) from ConcernNote n where n.ConcernId = c.Id) as Notes
        from   Concern c
        """;

    private sealed record NoteRow
    {
        public required string DisplayName { get; init; }
        public required DateTime WrittenAt { get; init; }
        public required string EncryptedText { get; init; }
    }
}
