using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Web;
using Commissioning.Web.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Commissioning.Testing;

/// <summary>The real portal on a real port with its own database. One per test class.</summary>
public class PortalHost : IAsyncLifetime
{
    private TestDatabase database = null!;
    private WebApplication app = null!;

    public Uri Address { get; private set; } = null!;
    public IServiceProvider Services => app.Services;
    public Db Db => Services.GetRequiredService<Db>();
    public PortalClock Clock => Services.GetRequiredService<PortalClock>();
    public Scenario Scenario { get; private set; } = null!;
    public string Folder => database.Folder;
    public TestDatabase Database => database;

    /// <summary>Settings that a test class overrides, as --Name=value.</summary>
    protected virtual string[] Settings => [];
    protected virtual string Environment => "Development";

    /// <summary>The database it starts with.</summary>
    protected virtual Task<TestDatabase> NewDatabaseAsync() => Task.FromResult(new TestDatabase());

    /// <summary>Services that a test class replaces.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder) { }

    /// <summary>The host name that browsers use.</summary>
    protected virtual string Name => "127.0.0.1";

    public async Task InitializeAsync()
    {
        database = await NewDatabaseAsync();
        string[] args =
        [
            "--urls=http://127.0.0.1:0",
            $"--environment={Environment}",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            $"--Files:Root={Path.Combine(Folder, "files")}",
            $"--Mail:PickupFolder={Path.Combine(Folder, "mail")}",
            "--Demonstration:Load=false",
            "--Logging:LogLevel:Default=Warning",
            "--Node:ShutdownSeconds=300",
            .. database.Arguments,
            .. Environment == "Development" ? [] : TestCertificate.Settings,
            .. Settings,
        ];
        app = Portal.Build(
            args,
            builder =>
            {
                // No e-mail is sent that a test did not ask for, however long it takes.
                builder.Services.Remove(
                    builder.Services.Single(service =>
                        service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(ReminderJob)
                    )
                );
                Adjust(builder);
            }
        );
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
    public async Task<T> WithAsync<TUseCase, T>(Func<TUseCase, Task<T>> act)
        where TUseCase : notnull
    {
        using var scope = Services.CreateScope();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>What a command refuses; empty when it was done.</summary>
    public async Task<IReadOnlyList<Refusal>> RefusalsAsync<TUseCase>(Func<TUseCase, Task<Result>> act)
        where TUseCase : notnull => (await WithAsync(act)).Refusals;
}
