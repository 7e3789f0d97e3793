using Commissioning.Web;
using Commissioning.Web.Commands;

FileModes.ForOwnerOnly();

// Without arguments, or with only ASP.NET Core's own switches, the portal serves; anything else is a verb (see --help).
if (Verbs.IsVerb(args))
{
    var parsed = Verbs.Root().Parse(args);
    var code = await parsed.InvokeAsync();
    return parsed.Errors.Count > 0 ? 2 : code;
}

try
{
    await using var app = Portal.Build(args);
    if (await Portal.WhyCannotServeAsync(app) is { } sentence)
        throw new SettingException(sentence);
    try
    {
        await app.StartAsync();
    }
    catch (Exception exception) when (AddressSettings.WhyCannotListen(exception, app.Configuration) is { } unheard)
    {
        throw new SettingException(unheard);
    }
    await app.WaitForShutdownAsync();
    return 0;
}
catch (SettingException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}

/// <summary>Public so that tests can host the portal.</summary>
public partial class Program;
