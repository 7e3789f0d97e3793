using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Accounts;

/// <summary>Stores a form that was posted after its session had expired, or had just been ended by its person in another tab or on another
/// device, so that nothing typed is lost, with or without scripts.</summary>
public sealed class SavedForms(Db db, FieldEncryption encryption)
{
    public const int MostCharacters = 200_000;
    public const int MostForms = 20;
    private const string Purpose = "held form";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public sealed record Field(string Name, string Value);

    public sealed record RestoredForm(string Path, IReadOnlyList<Field> Fields);

    /// <param name="session">Must be the person's own and have expired, or have been ended by them not long ago. Nothing is kept for a
    /// session that the office or a change of the account ended: its cookie may be in another person's hands.</param>
    /// <param name="isOwnForm">Whether the form was made for this person; a session that was ended keeps no other.</param>
    /// <returns>Its id; null when it is not stored: too large, too many, or no such session.</returns>
    public async Task<Guid?> KeepAsync(Actor actor, Guid session, string path, IReadOnlyList<Field> fields, bool isOwnForm = false)
    {
        if (path.Length > 1000 || fields.Sum(field => field.Name.Length + field.Value.Length) > MostCharacters)
            return null;
        var id = Guid.NewGuid();
        var outcome = await db.ChangeAsync(
            actor,
            AuditAction.FormSaved,
            id,
            async work =>
            {
                var own = await work.FindOrDefaultAsync<EndedSession>(
                    "select EndedAt, EndedWhy from PersonSession where Id = @session and PersonId = @Person",
                    new { session, Person = actor.Id }
                );
                if (own is null)
                    return new Refusal("No such session of this person");
                if (SessionRules.WhyCannotKeepForm(own.EndedAt, own.EndedWhy, isOwnForm, work.Now) is { } ended)
                    return ended;
                await work.ExecuteAsync("delete from SavedForm where SavedAt < @Before", new { Before = work.Now - Kept });
                if (
                    await work.ScalarAsync<int>("select count(*) from SavedForm where PersonId = @Person", new { Person = actor.Id })
                    >= MostForms
                )
                    return new Refusal("Too many forms are already waiting");
                await work.ExecuteAsync(
                    "insert into SavedForm (Id, PersonId, Path, Encrypted, SavedAt) values (@id, @Person, @path, @Encrypted, @Now)",
                    new
                    {
                        id,
                        Person = actor.Id,
                        path,
                        Encrypted = encryption.Encrypt(Purpose, fields),
                        work.Now,
                    }
                );
                return Result.Done;
            }
        );
        return outcome.FirstRefusal is null ? id : null;
    }

    /// <summary>Not found for anyone but the person who typed it.</summary>
    public async Task<RestoredForm> GetAsync(Actor actor, Guid id)
    {
        var row = await db.FindAsync<SavedFormRow>(
            "select Path, Encrypted from SavedForm where Id = @id and PersonId = @Person",
            new { id, Person = actor.Id }
        );
        return new(row.Path, encryption.Decrypt<List<Field>>(Purpose, row.Encrypted));
    }

    private sealed record EndedSession
    {
        public DateTime? EndedAt { get; init; }
        public SessionEnd? EndedWhy { get; init; }
    }

    private sealed record SavedFormRow
    {
        public required string Path { get; init; }
        public required string Encrypted { get; init; }
    }
}
