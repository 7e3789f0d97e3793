using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Testing;
using Commissioning.Web.Tests.Payments;

namespace Commissioning.Web.Tests.DueDiligence;

/// <summary>What officers, finance and administrators are told of registers, lists and weight tables that are missing or old.</summary>
public sealed class ListAgePageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    private const string NoTable = "No weight table is loaded, so of a sort code and account number only the number of digits is checked.";

    private Task OfAsync(ExtractKind kind, int daysAgo, Actor by) =>
        host.Db.HousekeepAsync(async work =>
            await work.ExecuteAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, Lines, Kept, State, StartedAt, StartedBy) values (@Id, @kind, @Day, 'list.csv', 1, 1, 'Current', @Now, @By)",
                new
                {
                    Id = 7000 + (int)kind,
                    kind,
                    Day = LondonTime.DateOf(work.Now).AddDays(-daysAgo),
                    work.Now,
                    By = by.Id,
                }
            )
        );

    [Fact]
    public async Task A_missing_or_old_list_is_on_the_worklist_and_on_each_page_that_rests_on_it()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var payment = await way.RequestedAsync(1000);
        var application = way.Application.Id;
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from RegisterImport"));
        await OfAsync(ExtractKind.Charity, 3, way.Stages.Officer);
        await OfAsync(ExtractKind.Company, 50, way.Stages.Officer);
        await OfAsync(ExtractKind.Sanctions, 8, way.Stages.Officer);
        var (officer, finance, administrator) = (
            await host.AsAsync(way.Stages.Officer),
            await host.AsAsync(way.Finance),
            await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator))
        );

        // The worklists lead to the pages where the lists are loaded.
        foreach (var browser in new[] { officer, administrator })
        {
            var work = await browser.OpenAsync(Links.Casework.Work);
            work.AssertSays("Registers and lists that are missing or too old 4");
            var lists = await browser.OpenAsync(Links.Casework.Next(WaitingKind.OldList));
            Assert.Equal("Registers and sanctions list", lists.Heading);
            lists.AssertSays("Load an extract");
        }
        foreach (var browser in new[] { finance, administrator })
        {
            (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Weight table of the bank check that is missing or too old");
            var tables = await browser.OpenAsync(Links.Casework.Next(WaitingKind.WeightTable));
            Assert.Equal("Weight tables of the modulus check", tables.Heading);
            tables.AssertSays("Load a table");
        }
        (await finance.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Registers and lists that are missing");

        // Pages that show a result of the bank check.
        foreach (
            var page in new[]
            {
                Links.DueDiligence.Queue,
                Links.DueDiligence.Round(way.Stages.Round),
                Links.Organisations.BankQueue,
                Links.Payments.Queue,
                Links.Payments.Award(way.Award),
                Links.Payments.Approve(payment),
            }
        )
            (await finance.OpenAsync(page)).AssertSays(NoTable);
        foreach (var page in new[] { Links.Payments.AwardsReady, await CheckAsync(application, CheckKind.BankDetails) })
            (await officer.OpenAsync(page)).AssertSays(NoTable);

        // Each check says how old the lists are on which it rests.
        var register = await officer.OpenAsync(await CheckAsync(application, CheckKind.Register));
        var day = LondonTime.Date(host.Clock.Today().AddDays(-3));
        register.AssertSays($"Recent Charity register of {day}");
        register.AssertSays("It is 50 days old, and more than 40 is too old.");
        var cross = await officer.OpenAsync(await CheckAsync(application, CheckKind.CrossChecks));
        cross.AssertSays("Too old Sanctions list: the one in use is of");
        var summary = await officer.OpenAsync(Links.DueDiligence.Summary(application));
        summary.AssertSays("confirmed, sort code checked against no weight table; Confirmation of Payee:");
        summary.AssertSays($"Charity register of {day}. Company register of");
        summary.AssertSays(", too old. Not loaded: other names of charities, trustees of charities.");
        summary.AssertSays(", too old: no name is similar");
    }

    private async Task<string> CheckAsync(Guid application, CheckKind kind) =>
        Links.DueDiligence.Check(
            (await host.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application))).Checks.First(check => check.Kind == kind).Id
        );
}
