using System.Globalization;
using System.Runtime.CompilerServices;

namespace Commissioning.Domain.Tests;

/// <summary>The one culture in which the portal runs, from the first test on: neither the machine's nor that of whichever test starts a portal first.</summary>
internal static class Culture
{
    [ModuleInitializer]
    internal static void Set() =>
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
}
