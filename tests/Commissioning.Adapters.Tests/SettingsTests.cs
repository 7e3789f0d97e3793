using Commissioning.Platform.Files;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Adapters.Tests;

/// <summary>A setting that is wrong is a sentence when the portal starts, and says what to set.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Theory]
    [InlineData("Set it to pickup, smtp or mailkit", "--Mail:Provider=pigeon", "--Mail:Host=loft")]
    [InlineData("set Mail__Host", "--Mail:Provider=smtp")]
    [InlineData("Set it to the e-mail address that letters come from", "--Mail:From=nobody")]
    [InlineData("Mail__TimeoutSeconds is 600. Set it to 5 to 100", "--Mail:TimeoutSeconds=600")]
    [InlineData("need Mail__Provider to be mailkit", "--Mail:OAuth=azure")]
    [InlineData("Set it to disk or azure", "--Files:Provider=tape")]
    [InlineData("set either Files__ConnectionString, or Files__Account", "--Files:Provider=azure")]
    [InlineData("Set it to chromium or questpdf", "--Pdf:Provider=quill")]
    [InlineData("Set Files__Root to a folder", "--Files:Root=/dev/null/files")]
    public async Task A_wrong_setting_is_a_sentence(string sentence, string setting, string? other = null)
    {
        await using var app = Portal.Build([.. Arguments, setting, other ?? "--Nothing=here"]);
        Assert.Contains(sentence, await Portal.WhyCannotServeAsync(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Mail:Provider=mailkit", "or set it to smtp")]
    [InlineData("--Files:Provider=azure", "or set it to disk")]
    [InlineData("--Pdf:Provider=questpdf", "or set it to chromium")]
    public async Task What_this_build_does_not_have_is_named_with_what_to_do(string setting, string instead)
    {
        await using var app = Portal.Build([.. Arguments, setting, "--Mail:Host=localhost", $"--Files:ConnectionString={Azurite.Connection(1)}"]);
        // In the full set nothing is named but what is not there.
        if (OverAttribute.IsFull) return;
        var told = await Portal.WhyCannotServeAsync(app);
        Assert.Contains("Build with -p:PackageSet=full", told, StringComparison.Ordinal);
        Assert.Contains(instead, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Views_are_never_compiled_in_production()
    {
        await using var app = Portal.Build(Arguments, builder =>
            Assert.DoesNotContain(builder.Services, service => (service.ImplementationType ?? service.ServiceType).FullName!.Contains("RuntimeCompilation", StringComparison.Ordinal)));
    }

    // Production, where nothing is taken for granted.
    private string[] Arguments =>
    [
        "--environment=Production", $"--contentRoot={Repository.File("src", "Commissioning.Web")}", .. database.Arguments, .. TestCertificate.Settings, $"--Files:Root={Path.Combine(database.Folder, "files")}",
        $"--Mail:PickupFolder={Path.Combine(database.Folder, "mail")}", "--Demonstration:Load=false", "--Logging:LogLevel:Default=Error", "--Portal:BaseUrl=http://localhost", "--Pdf:QuestPdfLicence=Evaluation",
    ];

    public void Dispose() => database.Dispose();
}
