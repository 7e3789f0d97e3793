using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Features;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>A message to 5,000 applications: preview, start, sending with the page of its progress open beside it, a process that dies in
/// the middle of a batch, two nodes at once, and a stop in the middle. Their floor, in the same run: as many rows added one by one in one
/// transaction.</summary>
internal static class Mailing
{
    public static async Task<int> RunAsync(int recipients)
    {
        using var database = new TestDatabase();
        var seed = await BulkSeed.MakeAsync(database, recipients, oneRound: true);
        var (db, office) = (database.Db, new Office { BaseUrl = "https://grants.example.org" });
        var applications = await db.QueryAsync<Guid>(
            "select Id from Application where RoundId = @Live and Number is not null order by Number, Id",
            new { seed.Live }
        );
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, IsLead, MaySign, JoinedAt) select o.Id, a.StartedBy, 1, 1, @Now from Organisation o join (select OrganisationId, min(StartedBy) as StartedBy from Application group by OrganisationId) a on a.OrganisationId = o.Id where not exists (select 1 from OrganisationMember m where m.OrganisationId = o.Id)",
                new { work.Now }
            )
        );
        const string subject = "News of {{reference}}",
            wording = "We decide about {{project}} of {{organisation}} by {{decision-date}}, and write then.";
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = Environment.WorkingSet >> 20;
        var floor = await SecondsAsync(() =>
            db.HousekeepAsync(async work =>
            {
                for (var i = 0; i < applications.Count; i++)
                    await work.ExecuteAsync(
                        "insert into Setting (Name, SetValue, ChangedAt) values (@Name, @Wording, @Now)",
                        new
                        {
                            Name = $"floor-{i}",
                            Wording = wording,
                            work.Now,
                        }
                    );
                return await work.ExecuteAsync("delete from Setting where Name like 'floor-%'");
            })
        );
        Console.WriteLine($"{applications.Count:N0} recipients   floor (as many rows in one transaction) {floor:0.00} s");
        var preview = await SecondsAsync(() =>
            db.ReadAsync(work => MailingPreview.OfAsync(work, MailingAudience.Applications, seed.Live, applications, 0, subject, wording))
        );
        Say("preview, with whom a field is blank for", preview, floor);

        var mailing = Guid.Empty;
        Say("start", await SecondsAsync(async () => mailing = await StartAsync()), floor);

        // A process that dies in the middle of a batch.
        var left = 300;
        db.Trace = _ =>
        {
            if (--left == 0)
                throw new InvalidOperationException("The process dies");
        };
        try
        {
            await new SendMailings(db, office).RunAsync();
        }
        catch (InvalidOperationException) { }
        var (statements, byOne) = (0, 0);
        db.Trace = _ => statements++;

        // Two nodes go on, while an officer looks how far it is.
        var other = database.Another();
        using var done = new CancellationTokenSource();
        var progress = Task.Run(async () =>
        {
            var (slowest, asked, highest) = (0.0, 0, 0L);
            for (; !done.IsCancellationRequested; asked++)
            {
                var one = await SecondsAsync(() => other.ReadAsync(work => Mailings.GetAsync(work, mailing)));
                (slowest, highest) = (Math.Max(slowest, one), Math.Max(highest, Environment.WorkingSet >> 20));
                await Task.Delay(100);
            }
            return (slowest, asked, highest);
        });
        var sending = await SecondsAsync(() =>
            Task.WhenAll(
                Task.Run(async () => byOne = await new SendMailings(db, office).RunAsync()),
                Task.Run(() => new SendMailings(other, office).RunAsync())
            )
        );
        await done.CancelAsync();
        var (slow, times, memory) = await progress;
        Say("sending, by two nodes", sending, floor);
        Console.WriteLine($"  statements     {statements / Math.Max(1.0, byOne):0.0} for each recipient");
        db.Trace = null;
        Console.WriteLine($"  progress       asked {times} times meanwhile, at most {slow * 1000:0} ms");
        Console.WriteLine($"  memory         {memory} MB at most, {before} MB before");
        var sent = await database.CountAsync("MailingRecipient", $"MailingId = '{mailing}' and State = 'Sent'");
        var emails = await db.ScalarAsync<int>("select count(*) from OutboxEmail where Kind = 'WrittenMessage'");
        var told = await db.ScalarAsync<int>(
            "select count(*) from (select SubjectId, ToAddress from OutboxEmail where Kind = 'WrittenMessage' group by SubjectId, ToAddress) x"
        );
        Console.WriteLine($"  sent           {sent:N0} of {applications.Count:N0}; {emails:N0} e-mails, {told:N0} different");

        var stopped = await StartAsync();
        var running = Task.Run(() => new SendMailings(db, office).RunAsync());
        while (
            !running.IsCompleted
            && await database.CountAsync("MailingRecipient", $"MailingId = '{stopped}' and State = 'Sent'") < applications.Count / 4
        )
            await Task.Delay(10);
        var stopping = await SecondsAsync(() => new StopMailing(other).RunAsync(seed.Officer, stopped));
        await running;
        var (went, rest) = (
            await database.CountAsync("MailingRecipient", $"MailingId = '{stopped}' and State = 'Sent'"),
            await database.CountAsync("MailingRecipient", $"MailingId = '{stopped}' and State = 'Stopped'")
        );
        Say("stop in the middle", stopping, floor);
        Console.WriteLine($"  stopped        {went:N0} had gone, {rest:N0} were not sent");
        return sent == applications.Count && emails == told && went + rest == applications.Count && rest > 0 ? 0 : 1;

        async Task<Guid> StartAsync() =>
            (
                await new StartMailing(db, office).RunAsync(
                    seed.Officer,
                    MailingAudience.Applications,
                    seed.Live,
                    applications,
                    applications.Count,
                    MailingRules.HashOf(applications),
                    subject,
                    wording
                )
            ).Value;
    }

    private static void Say(string what, double seconds, double floor) =>
        Console.WriteLine($"  {what}: {seconds:0.00} s   {seconds / floor:0.0}x floor");

    private static async Task<double> SecondsAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed.TotalSeconds;
    }
}
