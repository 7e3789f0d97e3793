namespace Commissioning.Web;

public static class RazorSettings
{
    /// <summary>Pages are compiled with the project, and dotnet watch reloads them; Razor__RuntimeCompilation recompiles a changed page at
    /// its next request.</summary>
    public static void Apply(IMvcBuilder pages, IConfiguration settings, IHostEnvironment environment)
    {
        if (!settings.GetValue<bool>("Razor:RuntimeCompilation"))
            return;
        if (!environment.IsDevelopment())
            throw new SettingException("Razor__RuntimeCompilation is for Development only. Remove it.");
#pragma warning disable ASPDEPR003 // The framework prefers hot reload, and so do we; the office asked for this as well.
        pages.AddRazorRuntimeCompilation();
#pragma warning restore ASPDEPR003
    }
}
