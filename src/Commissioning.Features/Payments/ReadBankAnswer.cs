using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Payments;

/// <summary>Reads a file of the bank, whichever it is, so that a person sees what it does before anything changes. A file that is wrong in
/// one place is not read at all, and the same items are read once, whatever the file is called.</summary>
public sealed class ReadBankAnswer(Db db, Office office)
{
    /// <summary>Enough for the items of the busiest month.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const int LongestName = 200;

    public static Refusal TooLarge(string name) =>
        new($"{name} is larger than {MostBytes / 1024 / 1024} MB, so none of it was read. Ask the bank for a shorter period.");

    public async Task<Result<Guid>> RunAsync(Actor actor, string fileName, byte[] file)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        name = name.Length > LongestName ? name[..LongestName] : name;
        if (file.Length > MostBytes)
            return TooLarge(name) with { Field = nameof(file) };
        var ((kind, items), wrong) = await ItemsAsync(name, file);
        if (wrong.Count == 0)
            wrong = await db.ReadAsync(work => Task.FromResult(BankAnswerRules.WhyUnfit(items, LondonTime.DateOf(work.Now), nameof(file))));
        if (wrong.Count > 0)
            return wrong.Take(20).ToList();
        var (id, hash) = (Guid.CreateVersion7(), BankAnswerRules.Fingerprint(kind, items));
        try
        {
            return await db.ChangeAsync<Guid>(
                actor,
                AuditAction.BankAnswerRead,
                id,
                async work =>
                {
                    if (await EarlierAsync(work, hash) is { } earlier)
                        return AlreadyRead(name, earlier);
                    await work.ExecuteAsync(
                        "insert into BankAnswer (Id, Kind, Name, Sha256, Items, ReadBy, ReadAt, Version) values (@id, @kind, @name, @hash, @Count, @By, @Now, 1)",
                        new
                        {
                            id,
                            kind,
                            name,
                            hash,
                            items.Count,
                            By = actor.Id,
                            work.Now,
                        }
                    );
                    foreach (var item in items)
                        await work.ExecuteAsync(
                            "insert into BankAnswerItem (Id, AnswerId, Position, Kind, Reference, Amount, BookedOn, LastFour, Code, Reason, State) values (@Id, @answer, @Position, @Kind, @Reference, @Amount, @Day, @LastFour, @Code, @Reason, 'Waiting')",
                            new
                            {
                                Id = Guid.CreateVersion7(),
                                answer = id,
                                item.Position,
                                item.Kind,
                                item.Reference,
                                item.Amount,
                                item.Day,
                                item.LastFour,
                                item.Code,
                                item.Reason,
                            }
                        );
                    work.Note($"{name}, {BankAnswerRules.Name(kind)}: {items.Count} items, SHA-256 of the items {hash}");
                    return Result.Made(id);
                }
            );
        }
        catch (DuplicateException)
        {
            return AlreadyRead(name, (await db.ReadAsync(work => EarlierAsync(work, hash)))!);
        }
    }

    private async Task<((AnswerKind Kind, IReadOnlyList<AnswerItem> Items) Read, IReadOnlyList<Refusal> Wrong)> ItemsAsync(
        string name,
        byte[] file
    )
    {
        var start = Encoding.UTF8.GetString(file.AsSpan(0, Math.Min(file.Length, 200))).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (start.Length == 0)
            return (default, [new($"{name} is empty. Download it from the bank again.", nameof(file))]);
        if (start.StartsWith("payment run", StringComparison.OrdinalIgnoreCase))
        {
            var (items, wrong) = await db.ReadAsync(work => ReadBankResult.ItemsAsync(work, Encoding.UTF8.GetString(file), nameof(file)));
            return ((AnswerKind.Csv, items), wrong);
        }
        // UTF-16 has a mark or a zero byte before or after the first angle bracket.
        if (start[0] != '<' && file is not ([0xFE, 0xFF, ..] or [0xFF, 0xFE, ..]))
            return (
                default,
                [
                    new(
                        $"{name} is not XML and not our CSV. Choose an ARUCS or AWACS advice, a camt.054.001.08, or a CSV whose first line starts with: payment run",
                        nameof(file)
                    ),
                ]
            );
        try
        {
            return (BankAnswerFile.ReadXml(name, file, PaymentRunQueries.OriginatorOf(office).Account, office.BacsServiceUserNumber), []);
        }
        catch (UnreadableFileException unreadable)
        {
            return (default, [new(unreadable.Message, nameof(file))]);
        }
    }

    private static Task<Earlier?> EarlierAsync(Work work, string hash) =>
        work.FindOrDefaultAsync<Earlier>(
            "select a.Name, a.ReadAt, p.DisplayName as ReadBy from BankAnswer a join Person p on p.Id = a.ReadBy where a.Sha256 = @hash",
            new { hash }
        );

    private static Refusal AlreadyRead(string name, Earlier earlier) =>
        new(
            $"{name} has the same items as {earlier.Name}, which {earlier.ReadBy} read at {LondonTime.DateAndTime(earlier.ReadAt)}. A file is read once.",
            "file"
        );

    private sealed record Earlier
    {
        public required string Name { get; init; }
        public required DateTime ReadAt { get; init; }
        public required string ReadBy { get; init; }
    }
}
