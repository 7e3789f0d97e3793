using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>Asks for every page and download, and posts to every handler, as each role, as nobody and as those whose records they are. The
/// ordinary run tries every refused page, and otherwise for every page and handler one person who may use it and one who may not, in turns;
/// COMMISSIONING_LONG=1 tries all of them.</summary>
public sealed class AccessWalkTests(DemonstrationHostWithoutPdf host) : IClassFixture<DemonstrationHostWithoutPdf>, IAsyncLifetime
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMMISSIONING_LONG") == "1";

    /// <summary>Permissions that reach a person's own records only; the records of others are not found.</summary>
    private static readonly Permission[] Personal =
    [
        Permission.Apply,
        Permission.WriteApplications,
        Permission.ScoreApplications,
        Permission.SendCspReturns,
    ];

    /// <summary>Pages of a personal permission whose id or year is no one's own.</summary>
    private static readonly string[] OpenToStrangers = ["/apply/{id:guid}/start"];

    /// <summary>The page that answers in place of another, whatever was posted.</summary>
    private const string ErrorPage = "/error/{code:int}";

    /// <summary>Pages that no one can open with the records at hand: a grant that is closed, in part, a subsidy, on the reserve list or on
    /// the public page, evidence of a posting, a directory.</summary>
    private static readonly string[] Closed =
    [
        "/applications/{id:guid}/close",
        "/applications/{id:guid}/part",
        "/applications/{id:guid}/subsidy",
        "/awards/reserve/{id:guid}",
        "/csp/transactions/{id:guid}/evidence",
        ErrorPage,
        "/grants/photos/{id:guid}/{photo:guid}",
        "/scoring/sheet/{id:guid}/documents/{document:guid}",
        "/sign-in/directory",
    ];

    private readonly List<Walker> walkers = [];
    private readonly List<string> faults = [];
    private readonly HashSet<string> opened = [];
    private IReadOnlyList<WalkedPage> pages = [];
    private WalkedRecords records = null!;

    public async Task InitializeAsync()
    {
        pages = await WalkedPage.AllAsync(host.Services);
        records = await WalkedRecords.MakeAsync(host);
        Add("Nobody", null, [], false);
        foreach (var role in Enum.GetValues<Role>())
            Add(role.ToString(), await host.Scenario.PersonAsync(role), [role], false);
        Add("Holder", records.Holder, [Role.Applicant], true);
        Add("Asked", records.Asked, [Role.Applicant], true);
        Add("Assessor", records.Assessor, [Role.PanelMember], true);
        Add("Contact", records.Contact, [Role.CspOfficer], true);
        foreach (var walker in walkers)
            await walker.SignInAsync(host);
    }

    [Fact]
    public async Task Pages_and_handlers_answer_only_those_who_may_use_them()
    {
        var turn = 0;
        foreach (var page in pages)
        {
            turn++;
            foreach (var walker in walkers.Where(walker => !page.IsOpenTo(walker.Roles)).Concat(Taken(page, open: true, turn)))
                await ReadAsync(page, walker);
        }
        foreach (var page in pages.Where(page => page.Route != ErrorPage))
        foreach (var handler in page.Posts)
        {
            turn++;
            foreach (var walker in Taken(page, open: false, turn))
                await PostAsync(page, handler, walker, withToken: true);
            foreach (var walker in Taken(page, open: true, turn))
                await PostAsync(page, handler, walker, withToken: false);
            foreach (var walker in Taken(page, open: true, turn))
            {
                await PostAsync(page, handler, walker, withToken: true);
                if (page.Permission is null)
                    await walker.SignInAsync(host); // It may have ended the session.
            }
        }
        if (IsLong)
            faults.AddRange(
                pages
                    .Select(page => page.Route)
                    .Where(route => !opened.Contains(route) && !Closed.Contains(route))
                    .Select(route => $"No one could open {route}: give it a record in {nameof(WalkedRecords)}")
            );
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
    }

    private IEnumerable<Walker> Taken(WalkedPage page, bool open, int turn)
    {
        var those = walkers.Where(walker => page.IsOpenTo(walker.Roles) == open).ToList();
        return IsLong || those.Count == 0 ? those : [those[turn % those.Count]];
    }

    private async Task ReadAsync(WalkedPage page, Walker walker)
    {
        var address = records.AddressOf(page.Route);
        using var answer = await walker.GetAsync(address);
        if (page.IsOpenTo(walker.Roles) && answer.StatusCode != HttpStatusCode.NotFound)
            opened.Add(page.Route);
        Judge(page, walker, "GET", address, answer, why: WhyWrong(page, walker, answer));
    }

    private async Task PostAsync(WalkedPage page, string handler, Walker walker, bool withToken)
    {
        var address = records.AddressOf(page.Route);
        var before = await ActsAsync(walker);
        using var answer = await walker.PostAsync(address, handler, withToken);
        var isOpen = page.IsOpenTo(walker.Roles);
        var why =
            isOpen && !withToken
                ? answer.StatusCode == HttpStatusCode.BadRequest
                    ? null
                    : "no token: 400 expected"
                : WhyWrong(page, walker, answer);
        if (why is null && (!isOpen || !withToken || IsStranger(page, walker)) && await ActsAsync(walker) != before)
            why = "something was changed";
        Judge(
            page,
            walker,
            withToken ? "POST" : "POST without a token",
            address + (handler.Length > 0 ? "?handler=" + handler : ""),
            answer,
            why
        );
    }

    private static string? WhyWrong(WalkedPage page, Walker walker, HttpResponseMessage answer)
    {
        var to = answer.Headers.Location?.OriginalString ?? "";
        if (!page.IsOpenTo(walker.Roles))
            return walker.IsSignedIn
                ? answer.StatusCode == HttpStatusCode.Forbidden || to.Contains(Links.Forbidden, StringComparison.Ordinal)
                    ? null
                    : "403 expected"
                : to.Contains(Links.Accounts.SignIn, StringComparison.Ordinal)
                // A list of the staff's has one that everybody may read.
                || to is Links.Publishing.Decisions or Links.Publishing.Rounds
                    ? null
                    : "to sign-in expected";
        if (IsStranger(page, walker))
            return answer.StatusCode == HttpStatusCode.NotFound ? null : "404 expected";
        // Without a browser that prints, a PDF is unavailable.
        return
            answer.StatusCode < HttpStatusCode.InternalServerError
            || answer.StatusCode == HttpStatusCode.ServiceUnavailable
                && (page.Route.EndsWith(".pdf", StringComparison.Ordinal) || page.Route.EndsWith("/letters.zip", StringComparison.Ordinal))
            ? null
            : "a failure";
    }

    /// <summary>Whether the record in the address is somebody else's.</summary>
    private static bool IsStranger(WalkedPage page, Walker walker) =>
        page.Permission is { } permission
        && Personal.Contains(permission)
        && page.Route.Contains(":guid}", StringComparison.Ordinal)
        && !walker.IsOwner
        && !OpenToStrangers.Contains(page.Route);

    private void Judge(WalkedPage page, Walker walker, string method, string address, HttpResponseMessage answer, string? why)
    {
        if (why is not null)
            faults.Add($"{walker.Name} {method} {page.Route} ({address}) -> {(int)answer.StatusCode} {answer.Headers.Location}: {why}");
    }

    /// <summary>How much this person has done by the audit trail.</summary>
    private Task<int> ActsAsync(Walker walker) =>
        host.Db.ScalarAsync<int>(
            "select count(*) from AuditEntry where ActorId = @Id and ActorName = @Name",
            new { walker.Actor.Id, walker.Actor.Name }
        );

    private void Add(string name, Commissioning.Domain.Actor? person, IReadOnlyList<Role> roles, bool isOwner) =>
        walkers.Add(new(name, person, roles, isOwner, walkers.Count));

    public Task DisposeAsync()
    {
        walkers.ForEach(walker => walker.Dispose());
        return Task.CompletedTask;
    }
}
