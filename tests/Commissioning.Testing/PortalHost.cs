using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Commissioning.Testing;

/// <summary>The real portal on a real port with a database of its own. One per test class.</summary>
public class PortalHost : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private WebApplication app = null!;

    public Uri Address { get; private set; } = null!;
    public IServiceProvider Services => app.Services;
    public Db Db => Services.GetRequiredService<Db>();
    public PortalClock Clock => Services.GetRequiredService<PortalClock>();
    public Scenario Scenario { get; private set; } = null!;
    public string Folder => database.Folder;
    public TestDatabase Database => database;

    /// <summary>Settings a test class wants otherwise, as --Name=value.</summary>
    protected virtual string[] Settings => [];
    protected virtual string Environment => "Development";
    /// <summary>The name that browsers call it by.</summary>
    protected virtual string Name => "127.0.0.1";

    public async Task InitializeAsync()
    {
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--environment={Environment}", $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            $"--Files:Root={Path.Combine(Folder, "files")}",
            $"--Mail:PickupFolder={Path.Combine(Folder, "mail")}", "--Demonstration:Load=false", "--Logging:LogLevel:Default=Warning", .. database.Arguments, .. Environment == "Development" ? [] : TestCertificate.Settings, .. Settings,
        ];
        app = Portal.Build(args);
        database.Watch(Db);
        Assert.Null(await Portal.WhyCannotServeAsync(app));
        await app.StartAsync();
        Address = new Uri(app.Urls.Single().Replace("127.0.0.1", Name, StringComparison.Ordinal));
        Scenario = new Scenario(Db, Clock);
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        database.Dispose();
    }

    public Browser Visitor() => new(Address, null);

    /// <summary>A browser in which this person is signed in, second factor included.</summary>
    public async Task<Browser> AsAsync(Actor person) => new(Address, await SessionCookieAsync(person));

    public Task<string> SessionCookieAsync(Actor person) => Sessions.CookieAsync(Services, person);

    /// <summary>A use case, as a page would get it.</summary>
    public async Task<T> WithAsync<TUseCase, T>(Func<TUseCase, Task<T>> act) where TUseCase : notnull
    {
        using var scope = Services.CreateScope();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}

/// <summary>A portal with the demonstration in it, loaded before it starts, as on a fresh machine.</summary>
public sealed class DemonstrationHost : PortalHost
{
    protected override string[] Settings => ["--Demonstration:Load=true"];
}

/// <summary>A portal without a browser to print with: its letters are HTML, which is all that most tests of letters look at.</summary>
public sealed class UnprintedHost : PortalHost
{
    protected override string[] Settings => ["--Pdf:Chromium=/none"];
}

/// <summary>A portal that knows its own address: passkeys are bound to a name, and an address of numbers is none.</summary>
public sealed class NamedHost : PortalHost
{
    private readonly int port = PortalProcess.FreePort();

    protected override string Name => "localhost";
    protected override string[] Settings => [$"--urls=http://127.0.0.1:{port}", $"--Portal:BaseUrl=http://localhost:{port}", "--Pdf:Chromium=/none"];
}
