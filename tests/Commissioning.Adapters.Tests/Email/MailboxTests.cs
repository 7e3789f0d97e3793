using System.Globalization;
using System.IO.Compression;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Commissioning.Adapters.Tests.Email;

/// <summary>E-mails that came to the mailbox, read from Dovecot and stored with the record that they name.</summary>
public sealed class MailboxTests(HostWithoutPdf host, Dovecot server) : IClassFixture<HostWithoutPdf>, IClassFixture<Dovecot>
{
    private readonly string mailbox = $"box-{Guid.NewGuid():N}";

    [Theory]
    [InlineData("address")]
    [InlineData("In-Reply-To")]
    [InlineData("References")]
    public async Task Answer_of_a_member_stands_with_the_application_and_is_a_task_until_it_is_read(string by)
    {
        var place = await PlaceAsync();
        using var answer = Answer(place.Applicant.Email, "Re: your question", "Yes, the first week of June.");
        if (by == "address")
            answer.To.Add(MailboxAddress.Parse($"answers+{place.Email:N}@opcc.example"));
        else if (by == "In-Reply-To")
            answer.InReplyTo = $"{place.Email:N}@opcc.example";
        else
            answer.References.AddRange([$"{place.Email:N}@opcc.example", "other@friends.example"]);
        await ReceiveAsync(answer);

        var officer = await host.AsAsync(place.Officer);
        var page = await officer.OpenAsync(Links.Casework.Messages(place.Application));
        page.AssertSays($"{place.Applicant.Actor.Name} answered by e-mail");
        page.AssertSays("Yes, the first week of June.");
        (await (await host.AsAsync(place.Applicant.Actor)).OpenAsync(Links.Casework.MyMessages(place.Application))).AssertSays(
            "Yes, the first week of June."
        );
        (await officer.OpenAsync(Links.Casework.Work)).AssertSays("by e-mail");
        page = await officer.OpenAsync(Links.Casework.ReceivedEmail(await IdAsync("Re: your question", place.Application)));
        page = await page.PressAsync("I have read it");
        page.AssertSays($"{place.Officer.Name}");
        var organisation = await host.Db.ScalarAsync<Guid>(
            "select OrganisationId from Application where Id = @Application",
            new { place.Application }
        );
        (await officer.OpenAsync($"{Links.Casework.Organisation(organisation)}?part=Messages")).AssertSays("What came by e-mail");
        Assert.Equal((1, 1), await server.CountAsync(mailbox));
        Assert.Equal(0, await CountAsync("MustRead = 1 and ReadAt is null", place.Application));
    }

    [Fact]
    public async Task Forged_reference_to_an_email_of_another_organisation_is_not_its_own_words()
    {
        var (place, other) = (await PlaceAsync(), await PlaceAsync());
        using var forged = Answer(other.Applicant.Email, "Our new bank account", "Pay into this account instead.");
        forged.InReplyTo = $"{place.Email:N}@opcc.example";
        // And one from the member's own address, of which the server says that the domain did not send it.
        using var spoofed = Answer(place.Applicant.Email, "Once more", "Pay into this account instead.");
        spoofed.InReplyTo = $"{place.Email:N}@opcc.example";
        spoofed.Headers.Add("Authentication-Results", "mx.opcc.example; spf=fail; dmarc=fail header.from=friends.example");
        await ReceiveAsync(forged, spoofed);

        Assert.Equal(2, await CountAsync("MemberId is null and Kind = 'Reply'", place.Application));
        Assert.Equal(0, await CountAsync("1 = 1", other.Application));
        var page = await (await host.AsAsync(place.Officer)).OpenAsync(Links.Casework.Messages(place.Application));
        page.AssertSays("E-mail from an address that we do not know");
        page.AssertDoesNotSay($"{place.Applicant.Actor.Name} answered by e-mail");
        // An auditor reads it, and is offered no page that they may not open.
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        var read = await auditor.OpenAsync(Links.Casework.Messages(place.Application));
        read.AssertSays("Pay into this account instead.");
        Assert.DoesNotContain("/mailings/received/", read.Document.Source.Text, StringComparison.Ordinal);
        (await (await host.AsAsync(place.Applicant.Actor)).OpenAsync(Links.Casework.MyMessages(place.Application))).AssertDoesNotSay(
            "Pay into this account"
        );
        (
            await (await host.AsAsync(place.Officer)).OpenAsync(
                Links.Casework.ReceivedEmail(await IdAsync("Our new bank account", place.Application))
            )
        ).AssertSays("Do not act on it before you have asked the organisation");
    }

    [Theory]
    [InlineData("report", "failed", "Failed")]
    [InlineData("report with headers only", "failed", "Failed")]
    [InlineData("report", "delayed", "Sent")]
    [InlineData("report", "delivered", "Sent")]
    [InlineData("Exim", "failed", "Failed")]
    [InlineData("qmail", "failed", "Failed")]
    public async Task Report_of_a_mail_server_marks_the_email_as_undelivered_only_when_nothing_more_is_tried(
        string make,
        string action,
        string state
    )
    {
        var place = await PlaceAsync();
        await ReceiveAsync(Encoding.ASCII.GetBytes(Report(make, action, place.Email, place.Applicant.Email)));
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", $"Id = '{place.Email}' and State = '{state}'"));
        Assert.Equal(0, await CountAsync("MustRead = 1", place.Application));
        var page = await (await host.AsAsync(place.Officer)).OpenAsync(Links.Operations.Undelivered(place.Email));
        if (state == "Failed")
            page.AssertSays("550");
    }

    [Fact]
    public async Task What_names_no_email_of_ours_waits_as_plain_text_until_an_officer_puts_it_with_an_application()
    {
        var place = await PlaceAsync();
        var subject = $"A question {Guid.NewGuid():N}";
        using var message = Answer("somebody@elsewhere.example", subject, "");
        message.Body = new TextPart("html")
        {
            Text =
                "<html><head><title>x</title><style>p{color:red}</style></head><body><p>May we&nbsp;apply?</p><script>alert(1)</script><ul><li>one</li><li>two &lt;b&gt;</li></ul></body></html>",
        };
        await ReceiveAsync(message);
        // A server's own words that name no e-mail of ours are not guessed at.
        await ReceiveAsync(Encoding.ASCII.GetBytes(Report("Exim", "failed", Guid.NewGuid(), "lost@elsewhere.example")));
        var officer = await host.AsAsync(place.Officer);
        (await officer.OpenAsync(Links.Casework.Work)).AssertSays("nobody knows where");
        var page = await officer.OpenAsync(Links.Casework.ReceivedEmail(await IdAsync(subject, null)));
        page.AssertSays("May we apply?");
        page.AssertSays("two <b>");
        page.AssertDoesNotSay("alert");
        page.AssertDoesNotSay("color");
        page = await page.Fill("Reference of the application", "CSF-00-R0-000")
            .PressAsync("Put it there", System.Net.HttpStatusCode.BadRequest);
        page.AssertSays("There is no application CSF-00-R0-000");
        var reference = await host.Db.ScalarAsync<string>(
            "select Reference from Application where Id = @Application",
            new { place.Application }
        );
        page = await page.Fill("Reference of the application", reference!).PressAsync("Put it there");
        page.AssertSays("The e-mail stands with the application");
        (await officer.OpenAsync(Links.Casework.Messages(place.Application))).AssertSays("E-mail from an address that we do not know");
    }

    [Fact]
    public async Task Automatic_answer_is_on_record_without_a_task()
    {
        var place = await PlaceAsync();
        using var away = Answer(place.Applicant.Email, "Out of office", "I am back on Monday.");
        away.InReplyTo = $"{place.Email:N}@opcc.example";
        away.Headers.Add("Auto-Submitted", "auto-replied (vacation)");
        await ReceiveAsync(away);
        Assert.Equal(1, await CountAsync("Kind = 'AutoReply' and MustRead = 0", place.Application));
        (await (await host.AsAsync(place.Officer)).OpenAsync(Links.Casework.Messages(place.Application))).AssertSays("Automatic answer");
    }

    [Fact]
    public async Task Files_are_scanned_and_limited_as_uploads_are_and_what_is_not_kept_is_said()
    {
        using var clamd = new ClamDaemon();
        await clamd.ReadyAsync();
        var place = await PlaceAsync();
        using var answer = Answer(place.Applicant.Email, "Our files", "Here they are.");
        answer.InReplyTo = $"{place.Email:N}@opcc.example";
        var body = new BodyBuilder { TextBody = "Here they are." };
        body.Attachments.Add("accounts.pdf", SamplePdf.Of("Accounts"), new ContentType("application", "pdf"));
        body.Attachments.Add("virus.txt", ClamDaemon.Eicar, new ContentType("text", "plain"));
        body.Attachments.Add("bomb.docx", Bomb(), new ContentType("application", "octet-stream"));
        body.Attachments.Add("../../etc/run.exe", [1, 2, 3], new ContentType("application", "octet-stream"));
        for (var i = 0; i < 1000; i++)
            body.Attachments.Add($"photo-{i}.txt", [65], new ContentType("text", "plain"));
        answer.Body = body.ToMessageBody();
        await ReceiveAsync(clamd.Options, Bytes(answer));

        var id = await IdAsync("Our files", place.Application);
        var page = await (await host.AsAsync(place.Officer)).OpenAsync(Links.Casework.ReceivedEmail(id));
        page.AssertSays("accounts.pdf");
        page.AssertSays("virus.txt was not kept: the virus scanner found something harmful in it.");
        page.AssertSays("bomb.docx was not kept");
        page.AssertSays("984 more files were not kept: of one e-mail we keep 20.");
        Assert.Equal(1, await host.Database.CountAsync("ReceivedEmailFile", $"EmailId = '{id}'"));
        Assert.Equal(
            0,
            await host.Database.CountAsync(
                "StoredFile",
                $"ScanState = 'NotNeeded' and Id in (select f.FileId from ReceivedEmailFile f where f.EmailId = '{id}')"
            )
        );
    }

    [Fact]
    public async Task Email_that_is_broken_in_every_way_is_stored_as_text_and_hides_no_other()
    {
        var place = await PlaceAsync();
        var nested = new StringBuilder("Subject: Nested\r\nFrom: a@elsewhere.example\r\nMIME-Version: 1.0\r\n");
        for (var i = 0; i < 2000; i++)
            nested.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        nested.Append("Content-Type: text/plain\r\n\r\ndeep\r\n");
        var answered = $"In-Reply-To: <{place.Email:N}@opcc.example>\r\nFrom: {place.Applicant.Email}\r\n";
        await ReceiveAsync(
            Encoding.ASCII.GetBytes(nested.ToString()),
            [
                .. Encoding.ASCII.GetBytes(
                    answered
                        + "Subject: Charset\r\nContent-Type: text/plain; charset=x-martian\r\nContent-Transfer-Encoding: 8bit\r\n\r\nCaf"
                ),
                0xe9,
                .. "\r\n"u8,
            ],
            Encoding.ASCII.GetBytes(
                answered + "Subject: =?utf-8?Q?Injected=0D=0ABcc:_all@example.org?=\r\nContent-Type: text/plain\r\n\r\nHello\0there\r\n"
            ),
            Encoding.ASCII.GetBytes(answered + "Subject: Empty\r\n\r\n"),
            "no headers at all"u8.ToArray()
        );
        Assert.Equal((5, 5), await server.CountAsync(mailbox));
        Assert.Equal(1, await CountAsync("Subject = 'Charset' and Wording like 'Caf%'", place.Application));
        Assert.Equal(
            "InjectedBcc: all@example.org: Hellothere",
            await host.Db.ScalarAsync<string>(
                "select concat(Subject, ': ', Wording) from ReceivedEmail where ApplicationId = @Application and Subject like 'Injected%'",
                new { place.Application }
            )
        );
        Assert.Equal(1, await CountAsync("Subject = 'Empty' and Wording = ''", place.Application));
    }

    [Fact]
    public async Task Email_that_is_too_large_is_on_record_with_its_headers()
    {
        var place = await PlaceAsync();
        using var large = Answer(place.Applicant.Email, "Too large", "");
        large.InReplyTo = $"{place.Email:N}@opcc.example";
        large.Body = new TextPart("plain")
        {
            Text = string.Concat(Enumerable.Repeat("A line of sixty characters, which is said again and again.\n", 650_000)),
        };
        await ReceiveAsync(large);
        var page = await (await host.AsAsync(place.Officer)).OpenAsync(
            Links.Casework.ReceivedEmail(await IdAsync("Too large", place.Application))
        );
        page.AssertSays("It is larger than 36 MB, so its text and files were not read.");
    }

    [Fact]
    public async Task Email_that_is_read_twice_by_a_node_that_died_or_by_two_nodes_is_stored_once()
    {
        var place = await PlaceAsync();
        using var answer = Answer(place.Applicant.Email, "Once", "Only once.");
        answer.InReplyTo = $"{place.Email:N}@opcc.example";
        await server.DeliverAsync(mailbox, Bytes(answer));
        // Stored, and dead before it was marked.
        await Assert.ThrowsAsync<AggregateException>(() =>
            new Mailbox(server.Options(mailbox)).ReadAsync(async mail =>
            {
                await KeepAsync(new(), mail);
                throw new IOException("The node died");
            })
        );
        Assert.Equal((1, 0), await server.CountAsync(mailbox));
        await Task.WhenAll(ReadAsync(new()), ReadAsync(new()), ReadAsync(new()));
        Assert.Equal((1, 1), await server.CountAsync(mailbox));
        Assert.Equal(1, await CountAsync("Subject = 'Once'", place.Application));
    }

    [Fact]
    public async Task Email_that_cannot_be_stored_comes_again_and_holds_up_no_other()
    {
        using var first = Answer("one@elsewhere.example", "First", "First of two.");
        using var second = Answer("two@elsewhere.example", "Second", "Second of two.");
        await server.DeliverAsync(mailbox, Bytes(first), Bytes(second));
        var (kept, hasRoom) = (new List<string>(), false);
        await Assert.ThrowsAsync<AggregateException>(() =>
            new Mailbox(server.Options(mailbox)).ReadAsync(mail =>
            {
                // In whichever order the server lists them.
                if (mail.Subject == "First" && !hasRoom)
                    throw new IOException("No room");
                kept.Add(mail.Subject);
                return Task.CompletedTask;
            })
        );
        Assert.Equal(["Second"], kept);
        hasRoom = true;
        await new Mailbox(server.Options(mailbox)).ReadAsync(mail =>
        {
            kept.Add(mail.Subject);
            return Task.CompletedTask;
        });
        Assert.Equal(["Second", "First"], kept);
    }

    [Fact]
    public async Task Mailbox_with_a_wrong_password_is_not_read()
    {
        await Assert.ThrowsAsync<MailKit.Security.AuthenticationException>(() =>
            new Mailbox(server.Options(mailbox) with { ImapPassword = "wrong" }).ReadAsync(_ => Task.CompletedTask)
        );
    }

    [Fact]
    public async Task Email_that_is_sent_names_itself_in_the_address_for_answers_only_where_a_mailbox_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("commissioning-adapters").FullName;
        try
        {
            foreach (var imap in new[] { "mail.opcc.example", "" })
            {
                var email = MailTransportTests.Email();
                await new PickupTransport(server.Options(mailbox) with { ImapHost = imap, PickupFolder = folder }).SendAsync(email);
                using var sent = await MimeMessage.LoadAsync(Path.Combine(folder, $"{email.Id:N}.eml"));
                Assert.Equal(
                    imap.Length > 0 ? $"answers+{email.Id:N}@opcc.example" : "answers@opcc.example",
                    sent.ReplyTo.Mailboxes.Single().Address
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [LongFact]
    public async Task Ten_thousand_emails_are_read_and_each_is_stored_once()
    {
        var place = await PlaceAsync();
        await server.DeliverAsync(
            mailbox,
            Enumerable
                .Range(1, 10_000)
                .Select(number =>
                    Encoding.ASCII.GetBytes(
                        $"From: {place.Applicant.Email}\r\nSubject: Number {number}\r\nIn-Reply-To: <{place.Email:N}@opcc.example>\r\n\r\nAnswer {number}\r\n"
                    )
                )
        );
        await ReadAsync(new());
        Assert.Equal((10_000, 10_000), await server.CountAsync(mailbox));
        Assert.Equal(10_000, await CountAsync("Subject like 'Number %'", place.Application));
    }

    private sealed record Member(Actor Actor, string Email);

    private sealed record Place(Actor Officer, Member Applicant, Guid Application, Guid Email);

    /// <summary>An application about which an officer has written, by an e-mail that was sent.</summary>
    private async Task<Place> PlaceAsync()
    {
        var (officer, applicant) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Applicant)
        );
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        await host.WithAsync<StartMailing, Result<Guid>>(start =>
            start.RunAsync(
                officer,
                MailingAudience.Applications,
                round,
                [application],
                1,
                MailingRules.HashOf([application]),
                "A question",
                "Could you start in June instead of May?"
            )
        );
        var email = await host.Db.FindAsync<SentEmail>(
            "select Id, ToAddress from OutboxEmail where SubjectId = @application and Kind = 'WrittenMessage'",
            new { application }
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update OutboxEmail set State = 'Sent', SentAt = @Now where Id = @Id", new { email.Id, work.Now })
        );
        var address = await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { applicant.Id });
        return new(officer, new(applicant, address!), application, email.Id);
    }

    private sealed record SentEmail
    {
        public required Guid Id { get; init; }
        public required string ToAddress { get; init; }
    }

    private static MimeMessage Answer(string from, string subject, string text)
    {
        var message = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse("answers@opcc.example"));
        return message;
    }

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream);
        return stream.ToArray();
    }

    private static string Report(string make, string action, Guid email, string to) =>
        make switch
        {
            "Exim" => $"""
                From: Mail Delivery System <Mailer-Daemon@mx.opcc.example>
                To: office@opcc.example
                X-Failed-Recipients: {to}
                Auto-Submitted: auto-replied
                Subject: Mail delivery failed: returning message to sender

                This message was created automatically by mail delivery software.

                A message that you sent could not be delivered to one or more of its
                recipients. This is a permanent error. The following address failed:

                  {to}
                    550 5.1.1 User unknown

                ------ This is a copy of the message, including all the headers. ------

                Return-path: <office@opcc.example>
                Message-ID: <{email:N}@opcc.example>
                Subject: A question

                Hello

                """,
            "qmail" => $"""
                From: MAILER-DAEMON@mx.friends.example
                To: office@opcc.example
                Subject: failure notice

                Hi. This is the qmail-send program at mx.friends.example.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <{to}>:
                550 no mailbox here by that name (#5.1.1)

                --- Below this line is a copy of the message.

                Message-Id: <{email:N}@opcc.example>
                Subject: A question

                """,
            _ => $"""
                From: MAILER-DAEMON@mx.friends.example
                To: office@opcc.example
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                I'm sorry to have to inform you that your message could not be delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.friends.example

                Final-Recipient: rfc822; {to}
                Action: {action}
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown

                --b
                Content-Type: {(make == "report" ? "message/rfc822" : "text/rfc822-headers")}

                From: office@opcc.example
                To: {to}
                Subject: A question
                Message-ID: <{email:N}@opcc.example>

                Hello
                --b--

                """,
        };

    /// <summary>A document of a few kilobytes whose one part would be a gigabyte.</summary>
    private static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = archive.CreateEntry("xl/bomb.xml", CompressionLevel.Optimal).Open())
            for (var i = 0; i < 100; i++)
                part.Write(new byte[1_000_000]);
        return stream.ToArray();
    }

    private Task ReceiveAsync(params MimeMessage[] emails) => ReceiveAsync(emails.Select(Bytes).ToArray());

    private Task ReceiveAsync(params byte[][] emails) => ReceiveAsync(new ClamdOptions(), emails);

    private async Task ReceiveAsync(ClamdOptions clamd, params byte[][] emails)
    {
        await server.DeliverAsync(mailbox, emails);
        await ReadAsync(clamd);
    }

    private Task<int> ReadAsync(ClamdOptions clamd) => new Mailbox(server.Options(mailbox)).ReadAsync(mail => KeepAsync(clamd, mail));

    private async Task KeepAsync(ClamdOptions clamd, ReceivedMail mail)
    {
        using var scope = host.Services.CreateScope();
        await new ReceiveEmail(
            host.Db,
            scope.ServiceProvider.GetRequiredService<UploadReader>(),
            scope.ServiceProvider.GetRequiredService<FileStore>(),
            new Clamd(clamd),
            host.Clock
        ).RunAsync(mail);
    }

    private Task<Guid> IdAsync(string subject, Guid? application) =>
        host.Db.ReadAsync(async work =>
            (
                await work.FirstOrDefaultAsync<Guid?>(
                    $"select Id from ReceivedEmail where Subject = @subject{(application is null ? "" : " and ApplicationId = @application")} order by ReceivedAt desc, Id",
                    new { subject, application }
                )
            )!.Value
        );

    private Task<int> CountAsync(string where, Guid application) =>
        host.Database.CountAsync("ReceivedEmail", $"ApplicationId = '{application}' and {where}");
}
