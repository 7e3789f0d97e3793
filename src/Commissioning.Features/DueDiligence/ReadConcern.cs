using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>A lead for concerns reads one. Each reading is audited.</summary>
public sealed class ReadConcern(Db db, FieldEncryption encryption)
{
    public async Task<ConcernQueries.ConcernDetail> RunAsync(Actor actor, Guid id)
    {
        var view = await GetAsync(id);
        await db.RecordAsync(actor, AuditAction.ConcernRead, id, $"Concern {view.Row.Number}");
        return view;
    }

    private async Task<ConcernQueries.ConcernDetail> GetAsync(Guid id)
    {
        var row = await db.FindAsync<ConcernQueries.ConcernRow>(ConcernQueries.Sql + " where c.Id = @id", new { id });
        var text = await db.ScalarAsync<string>("select EncryptedText from Concern where Id = @id", new { id });
        var notes = await db.QueryAsync<NoteRow>(
            "select p.DisplayName, n.WrittenAt, n.EncryptedText from ConcernNote n join Person p on p.Id = n.WrittenBy where n.ConcernId = @id order by n.WrittenAt, n.Id",
            new { id }
        );
        var said = encryption.Decrypt<ConcernQueries.EncryptedConcern>(ConcernQueries.Purpose, text!);
        return new(
            row,
            said.About,
            said.What,
            said.From,
            notes
                .Select(note => new ConcernQueries.Note(
                    note.DisplayName,
                    note.WrittenAt,
                    encryption.Decrypt<string>(ConcernQueries.Purpose, note.EncryptedText)
                ))
                .ToList()
        );
    }

    private sealed record NoteRow
    {
        public required string DisplayName { get; init; }
        public required DateTime WrittenAt { get; init; }
        public required string EncryptedText { get; init; }
    }
}
