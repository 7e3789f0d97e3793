using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Operations;
using Commissioning.Platform.Files;
using Commissioning.Platform.Registers;
using Commissioning.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Commissioning.Features.Tests.DueDiligence;

/// <summary>A small server stands for the publishers.</summary>
public sealed class FetchExtractsTests : IAsyncLifetime
{
    private const string List =
        "Report Date: 01-Mar-2026\nUnique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Designation Type\nINV0001,ZZYZX,Orlando,,,,,Individual\nINV0002,QUINN,Kallum,,,,,Individual\n";
    private readonly TestDatabase database = new();
    private WebApplication server = null!;
    private Func<HttpContext, Task> answer = context => context.Response.WriteAsync(List);
    private int asked;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        server = builder.Build();
        server.Run(context =>
        {
            Interlocked.Increment(ref asked);
            return answer(context);
        });
        await server.StartAsync();
        database.Clock.MoveTo("2026-03-02 09:00");
    }

    public async Task DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        database.Dispose();
    }

    private ImportRegister Import =>
        new(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions())
        );

    private async Task<FetchExtracts.Fetch> FetchAsync(ExtractFetchOptions? options = null)
    {
        options ??= new() { SanctionsExtractUrl = $"{server.Urls.Single()}/list.csv" };
        using var download = new ExtractDownload(options);
        var fetch = new FetchExtracts(database.Db, Import, download, options);
        await fetch.RunAsync();
        await Import.RunWaitingAsync("node");
        return Assert.Single(await fetch.ListAsync());
    }

    [Fact]
    public async Task A_list_is_fetched_once_a_day_and_read_under_its_own_date()
    {
        var fetch = await FetchAsync();
        Assert.Equal((false, "Fetched the one of 1 March 2026"), (fetch.Failed, fetch.Outcome));
        var list = Assert.Single(await Import.ListAsync());
        Assert.Equal(("Current", 2, "the portal", new DateOnly(2026, 3, 1)), (list.State, list.Kept, list.StartedByName, list.ExtractDate));
        await FetchAsync();
        Assert.Equal(1, asked);
        database.Clock.Offset += TimeSpan.FromDays(1);
        Assert.Equal("Nothing newer than the one of 1 March 2026", (await FetchAsync()).Outcome);
        Assert.Equal(2, asked);
        Assert.Single(await Import.ListAsync());
    }

    [Theory]
    [InlineData("page", "Not fetched: it answered with a web page and not a file")]
    [InlineData("missing", "Not fetched: it answered 404")]
    [InlineData("large", "Not fetched: the file is larger than 1000 bytes")]
    [InlineData("empty", "Not fetched: the file is empty")]
    [InlineData("broken", "Not fetched: it cannot be reached, or broke off")]
    public async Task A_fetch_that_fails_says_why_and_leaves_the_list_in_use(string how, string why)
    {
        answer = async context =>
        {
            switch (how)
            {
                case "page":
                    await context.Response.WriteAsync("\ufeff <html>Busy</html>");
                    break;
                case "missing":
                    context.Response.StatusCode = 404;
                    break;
                case "large":
                    await context.Response.WriteAsync(List + new string(' ', 1_000));
                    break;
                case "broken":
                    context.Response.ContentLength = 500;
                    await context.Response.WriteAsync(List[..50]);
                    context.Abort();
                    break;
                default:
                    break;
            }
        };
        var fetch = await FetchAsync(new() { SanctionsExtractUrl = $"{server.Urls.Single()}/list.csv", MostBytes = 1_000 });
        Assert.Equal((true, why), (fetch.Failed, fetch.Outcome));
        Assert.Empty(await Import.ListAsync());
        Assert.Equal($"Sanctions list: {why}.", await database.Db.ReadAsync(RegisterWatch.WhyActAsync));
    }

    [Fact]
    public async Task A_list_is_fetched_only_by_https() =>
        Assert.Equal(
            "Not fetched: the address does not begin with https://",
            (await FetchAsync(new() { SanctionsExtractUrl = "http://list.example/list.csv" })).Outcome
        );

    [Fact]
    public async Task A_fetched_list_that_is_far_smaller_waits_for_two_people()
    {
        await FetchAsync();
        database.Clock.Offset += TimeSpan.FromDays(1);
        answer = context =>
            context.Response.WriteAsync(
                List.Replace("01-Mar", "02-Mar", StringComparison.Ordinal)
                    .Replace("INV0002,QUINN,Kallum,,,,,Individual\n", "", StringComparison.Ordinal)
            );
        await FetchAsync();
        Assert.Equal(["Doubted", "Current"], (await Import.ListAsync()).Select(list => list.State));
        Assert.StartsWith(
            "Sanctions list: the file that was fetched is not used yet. It has 1 entry",
            await database.Db.ReadAsync(RegisterWatch.WhyActAsync)
        );
    }

    [Fact]
    public async Task The_month_stands_in_the_address_of_the_company_register()
    {
        string? path = null;
        answer = context =>
        {
            path = context.Request.Path;
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        var fetch = await FetchAsync(new() { CompanyExtractUrl = server.Urls.Single() + "/BasicCompanyDataAsOneFile-{month}.zip" });
        Assert.Equal("/BasicCompanyDataAsOneFile-2026-03-01.zip", path);
        // It is published some days after the month's first.
        Assert.False(fetch.Failed);
    }
}
