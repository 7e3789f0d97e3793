using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Features;
using Commissioning.Features.Accounts;
using Commissioning.Features.Demonstration;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Registers;
using Commissioning.Platform.Security;
using Commissioning.Platform.Watching;
using Commissioning.Web.Api;
using Commissioning.Web.Downloads;
using Commissioning.Web.Identity;
using Commissioning.Web.Jobs;
using Commissioning.Web.Watching;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Commissioning.Web;

/// <summary>Builds the portal: settings, services and the order of the pipeline.</summary>
public static class Portal
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        // Named explicitly, so that the pages are found when a test or benchmark hosts them.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ApplicationName = typeof(Portal).Assembly.GetName().Name }
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = UploadLimit.RequestBytes;
        });
        AddressSettings.Choose(builder);
        AddressSettings.AllowOwnHost(builder);
        AddLog(builder);
        AddServices(builder);
        adjust?.Invoke(builder);
        WebApplication? app = null;
        // Start-up failures are one sentence on standard error (Program); the host would also log them with a stack trace.
        builder.Logging.AddFilter(
            "Microsoft.Extensions.Hosting.Internal.Host",
            level => level >= LogLevel.Information && app?.Lifetime.ApplicationStarted.IsCancellationRequested == true
        );
        app = builder.Build();
        UsePipeline(app);
        return app;
    }

    /// <summary>Why the portal cannot serve, as a sentence to print: pending migrations, a script changed after it ran, an unreachable
    /// database. In Development on SQLite the schema is migrated and the demonstration loaded once.</summary>
    public static async Task<string?> WhyCannotServeAsync(WebApplication app)
    {
        try
        {
            if (await app.Services.GetRequiredService<Dialect>().WhyUnsuitableAsync() is { } unsuitable)
                return unsuitable;
            var migrator = app.Services.GetRequiredService<Migrator>();
            if (app.Environment.IsDevelopment())
            {
                StrictRows.Demand();
                var isOwn = app.Services.GetRequiredService<Dialect>().IsSqlite;
                if (isOwn)
                    await migrator.MigrateAsync();
                if (app.Configuration.GetValue("Demonstration:Load", isOwn))
                {
                    using var scope = app.Services.CreateScope();
                    await scope.ServiceProvider.GetRequiredService<LoadDemonstration>().RunOnceAsync();
                }
            }
            var pending = await migrator.PendingAsync();
            if (pending.Count > 0)
                return $"{pending.Count} database migrations are pending, first {pending[0].Name}. Run the portal with the verb migrate, then start it again.";
            if (app.Services.GetRequiredService<Office>().BaseUrl.Length == 0)
                return "Set Portal__BaseUrl to the address at which people reach the portal, such as https://grants.example.org";
            if (DecisionNumber.WhyWrong(app.Services.GetRequiredService<Office>().DecisionNumber) is { } pattern)
                return $"Portal__DecisionNumber: {pattern.Sentence}, such as {DecisionNumber.DefaultPattern}";
            if (app.Services.GetRequiredService<Office>().BankFile.WhyWrong is { } bankFile)
                return bankFile;
            if (app.Services.GetRequiredService<Office>().ReleaseDays is < 1 or > 90)
                return "Portal__ReleaseDays: enter the days after a month's end by which its file is due, from 1 to 90";
            if (app.Services.GetRequiredService<Office>().ReleaseTwoPeopleFrom < 0)
                return "Portal__ReleaseTwoPeopleFrom: enter whole pounds, 0 or more";
            if (app.Services.GetRequiredService<Office>().RecoveryDays is < 1 or > 365)
                return "Portal__RecoveryDays: enter the days to pay an invoice for money that is to come back, from 1 to 365";
            if (app.Services.GetRequiredService<Office>().ReviewDays is < 1 or > 250)
                return "Portal__ReviewDays: enter the working days in which a review of a decision is answered, from 1 to 250";
            if (!app.Environment.IsDevelopment() && KeySettings.WhyUnprotected(app.Configuration) is { } unprotected)
                return unprotected;
            if (app.Services.GetRequiredService<ClamdOptions>().WhyUndecided(app.Environment.IsDevelopment()) is { } unscanned)
                return unscanned;
            if (KeyCertificate.WhyCannotRead(app.Services.GetRequiredService<IKeyManager>()) is { } unreadable)
                return unreadable;
            if (await app.Services.GetRequiredService<Heartbeat>().WhyCannotStartAsync() is { } wrongClock)
                return wrongClock;
            await app.Services.GetRequiredService<DevelopmentClock>().RestoreAsync();
            // Created here, so that a wrong setting is reported now and not with the first letter.
            app.Services.GetRequiredService<IMailTransport>();
            app.Services.GetRequiredService<IPdfWriter>();
            app.Services.GetRequiredService<BackupOptions>();
            return await app.Services.GetRequiredService<IFileContents>().WhyUnavailableAsync();
        }
        catch (Exception exception) when (exception is MigrationException or SettingException)
        {
            return exception.Message;
        }
        catch (DbException exception)
        {
            return DatabaseErrors.AtStart(exception, app.Services.GetRequiredService<Dialect>());
        }
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.Configuration;
        services.AddSingleton<PortalClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PortalClock>());
        services.AddSingleton<DevelopmentClock>();
        services.AddSingleton(settings.GetSection("Portal").Get<Office>() ?? new Office());
        services.AddSingleton(OfficeLook.From(settings, builder.Environment));
        var node = NodeSettings.From(settings);
        services.AddSingleton(node);
        services.AddHttpContextAccessor();
        AddPlatform(services, settings, builder.Environment);
        AddWatching(services, settings);
        AddFeatures(services);
        AddAccounts(services, settings, builder.Environment);
        services.AddSingleton<Navigation>();
        services.AddScoped<StaffFrame>();
        RazorSettings.Apply(
            services.AddRazorPages(pages =>
                pages
                    .Conventions.ConfigureFilter(new HandlerFilter())
                    .ConfigureFilter(new SecondFactorFilter())
                    .ConfigureFilter(new FileStorageFilter())
                    .ConfigureFilter(new FormNumberFilter())
            ),
            settings,
            builder.Environment
        );
        services.Configure<MvcOptions>(options =>
        {
            // Pages bind input as text and parse it by rule; these two messages only appear for tampered forms.
            options.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor(
                (value, name) => $"\"{value}\" cannot be read. Check what you entered."
            );
            options.ModelBindingMessageProvider.SetValueMustBeANumberAccessor(name => "Enter a number");
            options.ValueProviderFactories.RemoveType<QueryStringValueProviderFactory>();
            options.ValueProviderFactories.Add(new AddressValues());
            options.MaxModelBindingCollectionSize = 10_000; // A decision lists every application of its round.
        });
        services.AddAntiforgery(options =>
        {
            PortalCookies.Harden(options.Cookie, "commissioning-form", builder.Environment);
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
            PortalCookies.Harden(options.Cookie, "commissioning-notice", builder.Environment)
        );
        services.AddSingleton<CookieTempDataProvider>();
        services.AddSingleton<ITempDataProvider, NoticeCookie>();
        services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true; // Of the portal's own host, which has none.
        });
        ProxySettings.Apply(services, settings, builder.Environment);
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.AddSingleton<IResponseCompressionProvider, PublicCompression>();
        services.AddResponseCompression(PublicCompression.Configure);
        services.AddRateLimiter(RateLimits.Configure);
        services.AddCors(OpenData.Configure);
        services.AddOpenApi(PublicApi.Version, ApiDocument.Configure);
        // Otherwise the document says that a number may also be a text.
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.Configure<HostOptions>(options =>
        {
            options.ServicesStopConcurrently = true;
            options.ShutdownTimeout = TimeSpan.FromSeconds(node.DrainSeconds + node.ShutdownSeconds);
        });
        services.AddHostedService<NodeJob>();
        services.AddHostedService<OutboxJob>();
        services.AddHostedService<LetterJob>();
        services.AddHostedService<MailingJob>();
        services.AddHostedService<MailboxJob>();
        services.AddHostedService<ReminderJob>();
        services.AddHostedService<ScanJob>();
        services.AddHostedService<DueDiligenceJob>();
        services.AddHostedService<WatchJob>();
        services.AddHostedService<ErasureJob>();
        services.AddHostedService<AnswerJob>();
        services.AddHostedService<BackupJob>();
    }

    /// <summary>Logs JSON lines to the console only, because only their formatter removes personal data. Development keeps a more readable
    /// format.</summary>
    private static void AddLog(WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
            return;
        builder.Logging.ClearProviders();
        builder
            .Logging.AddConsole(console => console.FormatterName = LogLine.FormatterName)
            .AddConsoleFormatter<LogLine, ConsoleFormatterOptions>();
    }

    private static void AddWatching(IServiceCollection services, ConfigurationManager settings)
    {
        services.AddSingleton<PortalVitals>();
        services.AddSingleton<JobRuns>();
        services.AddSingleton(settings.GetSection("Watch").Get<DiskOptions>() ?? new DiskOptions());
        services.AddSingleton<Disk>();
        Health.AddChecks(services);
        var telemetry = TelemetryOptions.From(settings);
        if (telemetry.Endpoint.Length == 0)
            return;
        TelemetryExport.Add(services, telemetry);
    }

    private static void AddPlatform(IServiceCollection services, ConfigurationManager settings, IHostEnvironment environment)
    {
        // In Development the repository's folder; otherwise next to the published portal.
        var data = environment.IsDevelopment()
            ? Path.Combine(environment.ContentRootPath, "..", "..", "data")
            : Path.Combine(environment.ContentRootPath, "data");
        services.AddSingleton(_ => DatabaseSettings.DialectFrom(settings, data));
        services.AddSingleton(provider => new Db(provider.GetRequiredService<Dialect>(), provider.GetRequiredService<TimeProvider>())
        {
            // Development moves the clock on purpose.
            ClockMayGoBackBy = environment.IsDevelopment() ? null : ClockRules.Allowed,
            ClockMustAgree = !environment.IsDevelopment(),
            CheckpointKey = KeySettings.CheckpointKey(settings, environment.IsDevelopment() ? data : null),
            // Stored copies are the only thing that a read compares.
            OnFault = sentence => provider.GetRequiredService<Alerts>().RaiseAsync(AlertKind.CopyDiffers, sentence),
        });
        services.AddSingleton<EligibilityCookie>();
        services.AddScoped<StartRoute>();
        services.AddSingleton<Alerts>();
        services.AddSingleton<ThisNode>();
        services.AddSingleton<JobLeases>();
        // The machine's clock: moving the portal's clock in Development does not make it wrong.
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Heartbeat>(provider, TimeProvider.System));
        services.AddSingleton(provider => new Migrator(
            provider.GetRequiredService<Dialect>(),
            provider.GetRequiredService<TimeProvider>(),
            Migrator.Embedded()
        ));
        services.AddSingleton(_ => FileSettings.From(settings, data, environment));
        services.AddSingleton(provider => Providers.Files(provider.GetRequiredService<FileStoreOptions>()));
        services.AddSingleton(settings.GetSection("Clamd").Get<ClamdOptions>() ?? new ClamdOptions());
        services.AddSingleton<Clamd>();
        services.AddSingleton(provider => new FileStore(
            provider.GetRequiredService<Db>(),
            provider.GetRequiredService<IFileContents>(),
            provider.GetRequiredService<ClamdOptions>(),
            provider.GetRequiredService<Alerts>()
        ));
        services.AddSingleton<UploadScanner>();
        services.AddSingleton(RetentionSettings.From(settings));
        services.AddSingleton(provider =>
            BackupSettings.From(
                settings,
                provider.GetRequiredService<FileStoreOptions>(),
                !provider.GetRequiredService<Dialect>().IsSqlite,
                data
            )
        );
        services.AddSingleton(settings.GetSection("Registers").Get<RegisterApiOptions>() ?? new RegisterApiOptions());
        services.AddSingleton(settings.GetSection("Registers").Get<ExtractFetchOptions>() ?? new ExtractFetchOptions());
        services.AddSingleton<ExtractDownload>();
        services.AddSingleton(provider => new RegisterApi(provider.GetRequiredService<RegisterApiOptions>(), TimeProvider.System));
        services.AddSingleton(_ => MailSettings.From(settings, data, environment));
        services.AddSingleton(provider => Providers.Mailbox(provider.GetRequiredService<MailOptions>()));
        services.AddSingleton(provider => Providers.Mail(provider.GetRequiredService<MailOptions>(), TimeProvider.System));
        services.AddSingleton<OutboxSender>();
        services.AddSingleton(provider => PdfSettings.From(settings, environment, provider.GetRequiredService<OfficeLook>()));
        services.AddSingleton(provider => Providers.Pdf(provider.GetRequiredService<PdfOptions>()));
        services.AddSingleton<LimitedProcess>();
        services.AddSingleton<PagePictures>();
        services.AddSingleton<PhonePhotos>();
        services.AddSingleton<DatabaseKeyRing>();
        services.AddSingleton<FieldEncryption>();
        KeySettings.Protect(
            services
                .AddDataProtection()
                .SetApplicationName("commissioning")
                .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM }),
            settings
        );
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = provider.GetRequiredService<DatabaseKeyRing>()
        ));
    }

    private static void AddFeatures(IServiceCollection services)
    {
        // Kept from one request to the next.
        services.AddSingleton<Commissioning.Features.Moderation.StabilityCache>();
        services.AddSingleton<Commissioning.Features.Moderation.MeetingChanges>();
        services.AddSingleton<Commissioning.Features.Publishing.UntilChanged>();
        foreach (var type in UseCases.All())
            services.TryAddScoped(type);
    }

    private static void AddAccounts(IServiceCollection services, ConfigurationManager settings, IHostEnvironment environment)
    {
        var accounts = AccountSettings.From(settings, environment.IsDevelopment());
        services.AddSingleton(accounts);
        services.AddSingleton(accounts.Limits);
        services.AddSingleton(accounts.Groups);
        services.AddScoped<IUserClaimsPrincipalFactory<Person>, PersonClaims>();
        services.AddScoped<IUserStore<Person>, PersonStore>();
        services.AddScoped<AuthenticatorApp>();
        services.AddSingleton<CommonPasswords>();
        services.AddScoped<StaffPassword>();
        services.AddScoped<SignInService>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = CodeHash.Rounds);
        services
            .AddIdentityCore<Person>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = ""; // User names are e-mail addresses, such as o'neill@example.com.
                // Length beats mixture (NCSC guidance): three random words pass, "Passw0rd!" does not.
                options.Password = new()
                {
                    RequiredLength = 12,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 5,
                };
            })
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services
            .AddOptions<IdentityPasskeyOptions>()
            .Configure<Office>(
                (options, office) =>
                {
                    options.ServerDomain = office.Host;
                    options.UserVerificationRequirement = "required";
                    options.ResidentKeyRequirement = "required"; // So that a passkey works without typing an address.
                    options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == office.Origin);
                }
            );
        var authentication = services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                options =>
                {
                    PortalCookies.Harden(options.Cookie, "commissioning-session", environment);
                    options.LoginPath = Links.Accounts.SignIn;
                    options.AccessDeniedPath = Links.Forbidden;
                    options.ReturnUrlParameter = "returnUrl";
                    // Moving the clock would otherwise end a demonstration's session at once.
                    options.ExpireTimeSpan = environment.IsDevelopment() ? TimeSpan.FromDays(3650) : TimeSpan.FromHours(8);
                    options.SlidingExpiration = true;
                    options.Events.OnValidatePrincipal = SessionCookie.ValidateAsync;
                    options.Events.OnRedirectToLogin = SignedOutForms.OnRedirectToLoginAsync;
                    options.Events.OnRedirectToAccessDenied = RequestLog.RefusedAsync;
                }
            )
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                options =>
                {
                    PortalCookies.Harden(options.Cookie, "commissioning-second-factor", environment);
                    options.ExpireTimeSpan = TimeSpan.FromMinutes(10);
                }
            )
            .AddCookie(
                IdentityConstants.ExternalScheme,
                options =>
                {
                    PortalCookies.Harden(options.Cookie, "commissioning-directory", environment);
                    options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                }
            );
        DirectorySignIn.Add(authentication, accounts.Directory, environment);
        services.AddAuthorization(options =>
        {
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            foreach (var permission in Enum.GetValues<Permission>())
                options.AddPolicy(
                    RequiresAttribute.PolicyOf(permission),
                    policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.Can(permission))
                );
        });
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        // Before the error pages, which write too.
        app.Use(
            async (HttpContext context, RequestDelegate next) =>
            {
                Patience.Begin();
                await next(context);
            }
        );
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = Links.Failed,
                StatusCodeSelector = StatusOf,
                AllowStatusCode404Response = true,
                // "Not found" and what a sender did wrong are answers, not faults; their requests are in the log all the same.
                SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
            }
        );
        app.UseStatusCodePagesWithReExecute(Links.Error);
        app.UseMiddleware<SecurityHeaders>(); // After those two, because an error page starts without headers.
        if (!app.Environment.IsDevelopment())
        {
            app.UseMiddleware<HttpsOnly>();
            app.UseHsts();
        }
        app.UseMiddleware<Precompressed>();
        app.UseResponseCompression();
        app.UseStaticFiles(
            new StaticFileOptions
            {
                ContentTypeProvider = new FileExtensionContentTypeProvider { Mappings = { [Precompressed.Ending] = "application/brotli" } },
                OnPrepareResponse = Prepare,
            }
        );
        app.UseRouting();
        app.Use(RequestLog.Remember);
        app.UseMiddleware<LargeForms>(); // After routing: a page may have a larger limit of its own.
        app.UseCors();
        app.UseAuthentication();
        app.Use(SessionCookie.TellUnread);
        app.UseRateLimiter(); // After authentication; otherwise all applicants would share one limit.
        app.UseAuthorization();
        app.UseMiddleware<Revalidation>();
        app.MapRazorPages();
        DownloadEndpoints.Map(app);
        app.MapOpenApi(Links.OpenApi)
            .ForAnySite()
            .WithMetadata(new RevalidatedAttribute(), new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
        app.MapHealthChecks(Links.Alive, new() { Predicate = _ => false }).AllowAnonymous();
        app.Map(Links.Ready, Health.AnswerAsync).AllowAnonymous();
        // An unknown address is "not found" for everyone, rather than a reason to sign in, also where it looks like a file.
        app.MapFallback("{*path}", () => Results.NotFound()).AllowAnonymous();
    }

    private static void Prepare(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        if (file.File.Name.EndsWith(Precompressed.Ending, StringComparison.Ordinal))
        {
            headers.ContentEncoding = "br";
            headers.ContentType = Precompressed.TypeOf(file.File.Name);
        }
        if (Precompressed.TypeOf(file.File.Name) is not null)
            headers.Vary = "Accept-Encoding";
        if (headers.ContentType is [{ } text] && text.StartsWith("text/", StringComparison.Ordinal))
            headers.ContentType = text + "; charset=utf-8"; // Our own scripts and styles.
        // Fonts, and files with a content hash in their address, never change.
        headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") || file.File.Name.EndsWith(".woff2", StringComparison.Ordinal)
                ? "public, max-age=31536000, immutable"
                : "public, max-age=600";
    }

    private static int StatusOf(Exception exception) =>
        exception switch
        {
            NotFoundException => StatusCodes.Status404NotFound,
            ConcurrencyException or DuplicateException => StatusCodes.Status409Conflict,
            FileQuarantinedException => StatusCodes.Status423Locked,
            UnreadableFileException => StatusCodes.Status422UnprocessableEntity,
            BadHttpRequestException bad => bad.StatusCode,
            PdfUnavailableException => StatusCodes.Status503ServiceUnavailable,
            // A form with a NUL character, or one that ends in the middle.
            InvalidDataException { Source: "Microsoft.AspNetCore.WebUtilities" } => StatusCodes.Status400BadRequest,
            // Seen once in 10,000 posts: the framework's reader of form tokens meets a form that was cut off.
            NullReferenceException { TargetSite.DeclaringType.Namespace: "Microsoft.AspNetCore.Antiforgery" } =>
                StatusCodes.Status400BadRequest,
            WrongClockException => StatusCodes.Status503ServiceUnavailable,
            DbException when Dialect.IsTooLong(exception) => StatusCodes.Status400BadRequest,
            DbException when DatabaseErrors.OnAPage(exception) is not null => StatusCodes.Status503ServiceUnavailable,
            FileStorageException storage => storage.IsFull
                ? StatusCodes.Status507InsufficientStorage
                : StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
}
