using System.Net;
using Commissioning.Features;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Adapters.Tests;

/// <summary>A wrong setting stops the portal's start with a sentence that says what to set.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Theory]
    [InlineData("Set it to pickup or smtp", "--Mail:Provider=pigeon", "--Mail:Host=loft")]
    [InlineData("set Mail__Host", "--Mail:Provider=smtp")]
    [InlineData("Set it to the e-mail address that letters come from", "--Mail:From=no one")]
    [InlineData("Mail__TimeoutSeconds is 600. Set it to 5 to 100", "--Mail:TimeoutSeconds=600")]
    [InlineData("need Mail__Provider to be smtp", "--Mail:OAuth=azure")]
    [InlineData("Mail__OAuth is \"google\". Set it to azure", "--Mail:Provider=smtp", "--Mail:Host=mail", "--Mail:OAuth=google")]
    [InlineData("set Mail__User to the mailbox that sends", "--Mail:Provider=smtp", "--Mail:Host=mail", "--Mail:OAuth=azure")]
    [InlineData("set Mail__ImapUser to the mailbox", "--Mail:ImapHost=mail")]
    [InlineData("set Mail__ImapPassword, or Mail__OAuth to azure", "--Mail:ImapHost=mail", "--Mail:ImapUser=office")]
    [InlineData("Mail__ImapPort is 0", "--Mail:ImapHost=mail", "--Mail:ImapPort=0")]
    [InlineData(
        "set Mail__ReplyTo to the address of that mailbox",
        "--Mail:ImapHost=mail",
        "--Mail:ImapUser=office",
        "--Mail:ImapPassword=secret"
    )]
    [InlineData("that file is not there", "--Mail:Provider=smtp", "--Mail:Host=mail", "--Mail:Authority=/none.pem")]
    [InlineData("Set it to disk or azure", "--Files:Provider=tape")]
    [InlineData("set either Files__ConnectionString, or Files__Account", "--Files:Provider=azure")]
    [InlineData("Files__Account is \"grants\". Set it to an address", "--Files:Provider=azure", "--Files:Account=grants")]
    [InlineData("Files__ConnectionString cannot be read", "--Files:Provider=azure", "--Files:ConnectionString=Key=1")]
    [InlineData(
        "Files__Container is \"Grant files\"",
        "--Files:Provider=azure",
        "--Files:Container=Grant files",
        "--Files:ConnectionString=UseDevelopmentStorage=true"
    )]
    [InlineData(
        "Check Files__ConnectionString or Files__Account",
        "--Files:Provider=azure",
        "--Files:ConnectionString=DefaultEndpointsProtocol=http;AccountName=a;AccountKey=aaaa;BlobEndpoint=http://127.0.0.1:1/a;"
    )]
    [InlineData("Set Files__Root to a folder", "--Files:Root=/dev/null/files")]
    [InlineData("Set it to chromium or questpdf", "--Pdf:Provider=quill")]
    [InlineData("Backup__At is \"2am\". Set it to a UK time", "--Backup:At=2am", "--Backup:Folder=/backups")]
    [InlineData("set either Backup__Folder, or Backup__Container", "--Backup:At=02:00")]
    [InlineData("set either Backup__Folder, or Backup__Container", "--Backup:At=02:00", "--Backup:Folder=/b", "--Backup:Container=b")]
    [InlineData("Set Backup__At to the UK time", "--Backup:Folder=/backups")]
    [InlineData("Set it to a whole path", "--Backup:At=02:00", "--Backup:Folder=backups")]
    [InlineData("set either Files__ConnectionString, or Files__Account", "--Backup:At=02:00", "--Backup:Container=backups")]
    [InlineData("Backup__KeepDays is \"all\"", "--Backup:At=02:00", "--Backup:Folder=/backups", "--Backup:KeepDays=all")]
    [InlineData("Retention__ExportFolder is \"erased\"", "--Retention:ExportFolder=erased")]
    [InlineData("Set it to sqlite or sqlserver", "--Database:Provider=oracle")]
    [InlineData(
        "set Database__OAuth to azure",
        "--Database:Provider=sqlserver",
        "--ConnectionStrings:Commissioning=Server=db;Database=Grants;Authentication=Active Directory Managed Identity"
    )]
    [InlineData(
        "Database__OAuth is \"google\"",
        "--Database:Provider=sqlserver",
        "--Database:OAuth=google",
        "--ConnectionStrings:Commissioning=Server=db;Database=Grants"
    )]
    [InlineData(
        "remove User ID, Password",
        "--Database:Provider=sqlserver",
        "--Database:OAuth=azure",
        "--ConnectionStrings:Commissioning=Server=db;Database=Grants;User ID=portal;Password=x"
    )]
    [InlineData("Directory__Authority is \"contoso\"", "--Directory:Authority=contoso")]
    [InlineData("must begin with https://", "--Directory:Authority=http://login.example/t")]
    [InlineData("Put your own tenant's id in it", "--Directory:Authority=https://login.example/common/v2.0")]
    [InlineData("set Directory__ClientId and Directory__ClientSecret", "--Directory:Authority=https://login.example/t")]
    [InlineData(
        "no group gives a role",
        "--Directory:Authority=https://login.example/t",
        "--Directory:ClientId=portal",
        "--Directory:ClientSecret=s"
    )]
    [InlineData("Set it to one of", "--Directory:Groups:officers=Gardener")]
    [InlineData("Telemetry__Endpoint is \"collector\"", "--Telemetry:Endpoint=collector")]
    [InlineData("Set Clamd__Host to the virus scanner (clamd), a host or the path of its socket. To run without one", "--Clamd:Off=false")]
    [InlineData("Set either Clamd__Host or Clamd__Off, not both", "--Clamd:Host=127.0.0.1")]
    [InlineData("Razor__RuntimeCompilation is for Development only", "--Razor:RuntimeCompilation=true")]
    public async Task A_wrong_setting_is_refused_with_one_sentence_and_no_stack_trace(string sentence, params string[] settings)
    {
        var told = await WhyCannotServeAsync([.. Arguments, .. settings]);
        Assert.Contains(sentence, told, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told!);
    }

    [Fact]
    public async Task QuestPDF_needs_a_build_that_includes_it_and_the_offices_licence()
    {
        var built = Type.GetType(Providers.QuestPdf) is not null;
        Assert.Contains(
            built ? "Set Pdf__QuestPdfLicence" : "Build with -p:QuestPdf=true, or set it to chromium",
            await WhyCannotServeAsync([
                .. Arguments,
                "--Pdf:Provider=questpdf",
                built ? "--Pdf:QuestPdfLicence=none" : "--Pdf:QuestPdfLicence=Evaluation",
            ]),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Development", "", false)]
    [InlineData("Development", "--Razor:RuntimeCompilation=true", true)]
    [InlineData("Production", "", false)]
    public async Task Runtime_compilation_of_pages_is_on_only_where_a_developer_asks_for_it(
        string environment,
        string setting,
        bool compiles
    )
    {
        await using var app = Portal.Build(
            [.. Arguments, $"--environment={environment}", setting],
            builder =>
                Assert.Equal(
                    compiles,
                    builder.Services.Any(service =>
                        (service.ImplementationType ?? service.ServiceType).FullName!.Contains(
                            "RuntimeCompilation",
                            StringComparison.Ordinal
                        )
                    )
                )
        );
    }

    [Fact]
    public async Task A_staff_directory_of_another_tenant_raises_an_alert_and_shows_an_error_page()
    {
        await using var host = new WrongDirectoryHost();
        await host.InitializeAsync();
        var page = await host.Visitor().OpenAsync(Links.Accounts.Directory, HttpStatusCode.BadRequest);
        page.AssertError(
            "Contoso cannot be reached at the moment. The people who run the portal have been told. Try again in a few minutes."
        );
        var alert = Assert.Single(await host.Services.GetRequiredService<Alerts>().StandingAsync());
        Assert.Equal(AlertKind.Directory, alert.Kind);
        Assert.Contains("Check Directory__Authority, its tenant, and the network", alert.Sentence, StringComparison.Ordinal);
    }

    private sealed class WrongDirectoryHost : PortalHost, IAsyncDisposable
    {
        protected override string[] Settings =>
            [
                "--Pdf:Chromium=/none",
                "--Directory:Authority=http://127.0.0.1:1/another-tenant",
                "--Directory:ClientId=portal",
                "--Directory:ClientSecret=s",
                "--Directory:Name=Contoso",
                "--Directory:Groups:g=CommissioningOfficer",
            ];

        async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
    }

    private static async Task<string?> WhyCannotServeAsync(string[] arguments)
    {
        try
        {
            await using var app = Portal.Build(arguments);
            return await Portal.WhyCannotServeAsync(app);
        }
        catch (SettingException exception)
        {
            return exception.Message;
        } // Program prints it, as it does the other sentences.
    }

    // Production, which allows no development defaults.
    private string[] Arguments =>
        [
            "--environment=Production",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            .. database.Arguments,
            .. TestCertificate.Settings,
            "--Clamd:Off=true",
            $"--Files:Root={Path.Combine(database.Folder, "files")}",
            $"--Mail:PickupFolder={Path.Combine(database.Folder, "mail")}",
            "--Demonstration:Load=false",
            "--Logging:LogLevel:Default=Error",
            "--Portal:BaseUrl=http://localhost",
        ];

    public void Dispose() => database.Dispose();
}
