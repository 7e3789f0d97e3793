using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>Stores an e-mail that came to the mailbox, once, and with the record of the e-mail that it answers. It counts as an answer of
/// the organisation only if its address is that of a member.</summary>
public sealed class ReceiveEmail(Db db, UploadReader uploads, FileStore files, Clamd clamd, TimeProvider clock)
{
    // What comes from outside is scanned, unlike what the portal itself makes.
    private static readonly Actor Sender = new(Actor.Portal.Id, "The sender of an e-mail");

    /// <summary>Does nothing for an e-mail that is stored already.</summary>
    public async Task RunAsync(ReceivedMail mail)
    {
        if (await db.ScalarAsync<int>("select count(*) from ReceivedEmail where Sha256 = @Sha256", new { mail.Sha256 }) > 0)
            return;
        var original = await OriginalAsync(mail);
        var kind = ReceivedEmailRules.KindOf(
            mail.Report?.IsFinal,
            mail.IsAutomatic,
            original is not null,
            original?.OrganisationId is not null
        );
        var (kept, leftOut) = await KeepAsync(mail);
        var id = Guid.CreateVersion7();
        try
        {
            await db.ChangeAsync(
                Actor.Portal,
                kind == ReceivedEmailKind.Bounce ? AuditAction.EmailBounced : AuditAction.EmailReceived,
                original?.ApplicationId ?? original?.OrganisationId ?? id,
                async work =>
                {
                    var member =
                        mail.IsForged || kind is not (ReceivedEmailKind.Reply or ReceivedEmailKind.AutoReply)
                            ? null
                            : await MemberAsync(work, original?.OrganisationId, mail.FromAddress);
                    await work.ExecuteAsync(
                        InsertSql,
                        new
                        {
                            id,
                            mail.Sha256,
                            kind,
                            mail.FromAddress,
                            mail.FromName,
                            mail.Subject,
                            Wording = mail.Text,
                            LeftOut = leftOut.Count == 0 ? null : string.Join('\n', leftOut),
                            work.Now,
                            EmailId = original?.Id,
                            original?.ApplicationId,
                            original?.OrganisationId,
                            MemberId = member,
                            MustRead = ReceivedEmailRules.MustRead(kind),
                        }
                    );
                    for (var i = 0; i < kept.Count; i++)
                    {
                        await work.ExecuteAsync(FileStore.InsertSql, kept[i]);
                        await work.ExecuteAsync(
                            "insert into ReceivedEmailFile (EmailId, Position, FileId) values (@id, @Position, @FileId)",
                            new
                            {
                                id,
                                Position = i + 1,
                                FileId = kept[i].Id,
                            }
                        );
                    }
                    if (kind == ReceivedEmailKind.Bounce)
                        await work.ExecuteAsync(
                            "update OutboxEmail set State = 'Failed', LastError = @Sentence where Id = @Id and State in ('Sent', 'Uncertain')",
                            new { original!.Id, mail.Report!.Sentence }
                        );
                    work.Note(
                        kind == ReceivedEmailKind.Bounce
                            ? $"{original!.Subject}, to {original.ToAddress}: {mail.Report!.Sentence}"
                            : $"{kind} from {(mail.FromAddress.Length > 0 ? mail.FromAddress : "no address")}{(member is null ? "" : ", a member")}: {mail.Subject}"
                    );
                    foreach (var file in kept)
                        work.Note($"{file.Name}, {file.ByteLength} bytes, SHA-256 {file.Sha256}");
                    foreach (var sentence in leftOut)
                        work.Note(sentence);
                    return Result.Done;
                }
            );
        }
        // Another node stored it meanwhile.
        catch (Exception exception) when (Dialect.IsUniqueViolation(exception)) { }
    }

    /// <summary>The first e-mail of ours that it names. Null: none.</summary>
    private Task<Original?> OriginalAsync(ReceivedMail mail) =>
        db.ReadAsync(async work =>
        {
            foreach (
                var id in mail.Report is { } report
                    ? report.Email is { } reported
                        ? [reported]
                        : []
                    : mail.Answers
            )
                if (await work.FindOrDefaultAsync<Original>(OriginalSql, new { id }) is { } found)
                    return found;
            return null;
        });

    private static async Task<Guid?> MemberAsync(Work work, Guid? organisation, string address) =>
        organisation is null || address.Length == 0
            ? null
            : await work.FirstOrDefaultAsync<Guid?>(
                """
                select   p.Id
                from     OrganisationMember m
                join     Person p on p.Id = m.PersonId
                join     Organisation o on o.Id = m.OrganisationId
                where    (o.Id = @organisation or o.SameAs = @organisation or o.Id = (select s.SameAs from Organisation s where s.Id = @organisation))
                         and lower(p.Email) = @address
                order by p.Email, p.Id
                """,
                new { organisation, address }
            );

    /// <summary>The files that may be kept, as those of an upload; the scanner's word comes first, so that a virus is said.</summary>
    private async Task<(IReadOnlyList<FileStore.NewFile> Kept, IReadOnlyList<string> LeftOut)> KeepAsync(ReceivedMail mail)
    {
        var (kept, leftOut) = (new List<FileStore.NewFile>(), mail.LeftOut.ToList());
        foreach (var file in mail.Files)
        {
            if (UploadRules.WhyTooLarge(file.Name, file.Content.Length, "") is null && await IsInfectedAsync(file.Content))
            {
                leftOut.Add($"{file.Name} was not kept: the virus scanner found something harmful in it.");
                continue;
            }
            var read = await uploads.ReadAsync(Sender.Id, file.Name, file.Content, "");
            if (read.Value is { } upload)
                kept.Add(await files.WriteAsync(Sender, upload, clock.UtcNow()));
            else
                leftOut.Add($"{file.Name} was not kept: we keep {UploadRules.Wanted}, {UploadRules.UpTo}, that can be opened.");
        }
        return (kept, leftOut);
    }

    /// <summary>False too when the scanner does not answer: the file then waits for it, as every upload does.</summary>
    private async Task<bool> IsInfectedAsync(byte[] content)
    {
        try
        {
            return clamd.IsConfigured && await clamd.ScanAsync(content, CancellationToken.None) is not null;
        }
        catch (ScannerException)
        {
            return false;
        }
    }

    private const string InsertSql = """
        insert into ReceivedEmail (Id, Sha256, Kind, FromAddress, FromName, Subject, Wording, LeftOut, ReceivedAt, EmailId, ApplicationId, OrganisationId, MemberId, MustRead)
        values (@id, @Sha256, @kind, @FromAddress, @FromName, @Subject, @Wording, @LeftOut, @Now, @EmailId, @ApplicationId, @OrganisationId, @MemberId, @MustRead)
        """;

    // The record that an e-mail is about; an e-mail to a person about their own account is about none.
    private const string OriginalSql = """
        select    e.Id, e.Subject, e.ToAddress, a.Id as ApplicationId, coalesce(a.OrganisationId, o.Id) as OrganisationId
        from      OutboxEmail e
        left join MonitoringReturn t on t.Id = e.SubjectId
        left join Payment y on y.Id = e.SubjectId
        left join Claim c on c.Id = e.SubjectId
        left join Award w on w.Id = coalesce(t.AwardId, y.AwardId, c.AwardId, e.SubjectId)
        left join Application a on a.Id = coalesce(w.ApplicationId, e.SubjectId) and a.Number is not null
        left join Organisation o on o.Id = e.SubjectId
        where     e.Id = @id
        """;

    private sealed record Original
    {
        public required Guid Id { get; init; }
        public required string Subject { get; init; }
        public required string ToAddress { get; init; }
        public Guid? ApplicationId { get; init; }
        public Guid? OrganisationId { get; init; }
    }
}
